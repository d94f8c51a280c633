# shellcheck shell=bash
# What the scripts in ci/ share. Sourced, never run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
verb=ci/$(basename "$0")
# Debian's Python, which has Debian's packages, even where another one is first in PATH.
python=/usr/bin/python3
[ -x "$python" ] || python=python3
export root python PYTHONDONTWRITEBYTECODE=1
# The folders of ci/lib are packages: `from fuzz import rows`.
export PYTHONPATH=$root/ci/lib${PYTHONPATH:+:$PYTHONPATH}

say() { printf '%s: %s\n' "$verb" "$*" >&2; }

# die STATUS LINE: one line that says what is wrong and what to do.
die() {
  local status=$1
  shift
  say "$*"
  exit "$status"
}

# usage: the comment at the head of the script is its help.
usage() { sed -n '2,/^[^#]/{s/^# \{0,1\}//p;}' "$0"; }

# takes_no_arguments "$@": for a verb that has --help alone.
takes_no_arguments() {
  [ $# -eq 0 ] && return
  case $1 in
    -h | --help) usage && exit 0 ;;
    *) die 2 "unknown argument '$1': see $verb --help" ;;
  esac
}

# How many jobs at once: one per core, and no more than memory holds (a test takes up to 1 GiB to compile).
jobs() {
  local cores memory
  if [ -n "${PLUMBLINE_JOBS:-}" ]; then
    echo "$PLUMBLINE_JOBS"
    return
  fi
  cores=$(nproc)
  memory=$(awk '/^MemAvailable:/ { print int($2 / 1048576) }' /proc/meminfo 2>/dev/null || true)
  [ -n "$memory" ] && [ "$memory" -lt "$cores" ] && cores=$memory
  [ "$cores" -ge 1 ] || cores=1
  echo "$cores"
}

# Ctrl-C ends the script as soon as the command in the foreground has ended.
trap 'exit 130' INT

# logged NAME COMMAND…: runs the command with its output in out/log/NAME.log, shows that it is alive, and
# shows the end of the log where it fails. On a terminal one line is refreshed; elsewhere a line comes
# every 20 seconds.
logged() {
  local name=$1 log=$root/out/log/$1.log watcher status=0
  shift
  mkdir -p "$root/out/log"
  : >"$log"
  watch_log "$name" "$log" &
  watcher=$!
  "$@" >"$log" 2>&1 </dev/null || status=$?
  kill "$watcher" 2>/dev/null || true
  wait "$watcher" 2>/dev/null || true
  [ ! -t 2 ] || printf '\r\033[K' >&2
  if [ "$status" -ne 0 ]; then
    say "$name failed; the end of out/log/$name.log:"
    tail -n 60 "$log" >&2
  fi
  return "$status"
}

watch_log() {
  local name=$1 log=$2 start=$SECONDS shown=0 last
  while sleep 0.5 && kill -0 $$ 2>/dev/null; do
    last=$(tail -c 400 "$log" | tr -d '\0\r' | tail -n 1 | cut -c 1-60)
    if [ -t 2 ]; then
      printf '\r\033[K%s: %s, %d s  %s' "$verb" "$name" $((SECONDS - start)) "$last" >&2
    elif [ $((SECONDS - start - shown)) -ge 20 ]; then
      shown=$((SECONDS - start))
      say "$name, $shown s  $last"
    fi
  done
}

# keep_daemons_off [AS_ROOT…]: until the script ends, no package that is installed starts a daemon. Debian's maintainer
# scripts ask policy-rc.d, whose 101 is "no". AS_ROOT: what a command of root's has to begin with.
keep_daemons_off() {
  local policy=/usr/sbin/policy-rc.d status=0
  if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' | "$@" install -m 755 /dev/stdin $policy
    # shellcheck disable=SC2064
    trap "$* rm -f $policy" EXIT
  else
    $policy >/dev/null 2>&1 || status=$?
    [ $status = 101 ] || die 3 "$policy lets daemons start: install the packages by hand"
  fi
}

# The fuzz targets, a line each: its name, the name of its law, max_len.
fuzz_targets() { "$python" "$root/ci/lib/fuzz/rows.py" "$root"; }

# build PRESET [TARGET…]: configures and builds out/build/PRESET, only what changed.
build() {
  local preset=$1
  shift
  logged "build-$preset" build_now "$preset" "$@"
}

build_now() {
  local preset=$1 target args=()
  shift
  for target in "$@"; do args+=(--target "$target"); done
  cd "$root" || return
  cmake --preset "$preset" || return
  NINJA_STATUS="[%f/%t] " cmake --build "out/build/$preset" --parallel "$(jobs)" "${args[@]}"
}

# build_command: the command with the release's flags, left at out/bin/plumbline, and the libraries that are installed.
# $PLUMBLINE_COMMAND_PRESET: the preset whose tree it is built in.
build_command() {
  local preset=${PLUMBLINE_COMMAND_PRESET:-release}
  build "$preset" installed || return
  local built=$root/out/build/$preset/bin/plumbline
  [ -x "$built" ] || { say "the build made no plumbline command"; return 1; }
  mkdir -p "$root/out/bin"
  cmp -s "$built" "$root/out/bin/plumbline" || install -m 755 "$built" "$root/out/bin/plumbline"
}
