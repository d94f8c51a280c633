"""Fuzz targets: ci/fuzz, ci/measure_mutator, ci/build_fuzzers and its check in ci/test."""
