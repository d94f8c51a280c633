#!/bin/bash -eu
exec "$SRC/plumbline/ci/build_fuzzers"
