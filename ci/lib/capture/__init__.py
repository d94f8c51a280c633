"""Recordings of real programs: ci/capture, ci/check_real."""
