"""Mutants and planted bugs of the parser: ci/mutants, ci/planted, ci/check_mutants, ci/check_planted."""
