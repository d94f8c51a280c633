"""The cases of corpus/: ci/check_corpus, and the seeds that ci/generate takes from corpus/divergences."""
