# Sourced by the tests of this folder: where things are, and how a test says that it did not run.
# CMake sets MAILU_LINT (the program under test) and MAILU_LINT_BUILD (its build directory).
set -euo pipefail
source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
node_tools=${MAILU_LINT_NODE:-${XDG_CACHE_HOME:-$HOME/.cache}/mailu-lint/node}/node_modules
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

# 77 is what CMake is told to show as skipped.
skip() {
  echo "SKIPPED: $*"
  exit 77
}

# For what .ci/install installs: its absence is a skip at home and a failure in CI.
absent() {
  if [[ ${CI-} == true ]]; then fail "$1 is missing, and .ci/install should have installed it"; fi
  skip "$1 is not installed (.ci/install test)"
}

need_command() {
  local name
  for name in "$@"; do command -v "$name" >/dev/null || absent "$name"; done
}

need_node_tool() {
  local name
  for name in "$@"; do [[ -d $node_tools/$name ]] || absent "$name (npm)"; done
}

# usage: expect_status STATUS COMMAND…   Output goes to $scratch/out and $scratch/err.
expect_status() {
  local expected=$1 status=0
  shift
  "$@" >"$scratch/out" 2>"$scratch/err" </dev/null || status=$?
  if ((status != expected)); then
    cat "$scratch/out" "$scratch/err" >&2
    fail "'$*' exited with $status, expected $expected"
  fi
}

# Every long and short option that `mailu-lint --help` names, for the documents that list them. One a line, sorted.
options_of_help() {
  "$MAILU_LINT" --help | grep -oE '^ +-[-a-zA-Z, ]*' | grep -oE -- '--?[a-z][a-z-]*' | sort -u
}
