#!/usr/bin/env bash
# What action.yml runs: `plumbline check`, with the options that were given. ROLE, BASELINE and SARIF may be empty;
# ADAPTER is a line of shell. Exit status: that of `plumbline check`.
set -euo pipefail

plumbline=${PLUMBLINE:-$(dirname "${BASH_SOURCE[0]}")/../../out/bin/plumbline}
[ -n "${ADAPTER:-}" ] || { echo "action: set ADAPTER to the command that answers the questions" >&2; exit 2; }
options=()
[ -z "${ROLE:-}" ] || options+=(--role "$ROLE")
[ -z "${BASELINE:-}" ] || options+=(--baseline "$BASELINE")
[ -z "${SARIF:-}" ] || options+=(--sarif "$SARIF")
exec "$plumbline" check "${options[@]}" -- bash -c "$ADAPTER"
