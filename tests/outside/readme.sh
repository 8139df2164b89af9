#!/usr/bin/env bash
# What README.md and the tour show is what the program prints. UPDATE_EXPECTED=1 rewrites them.
source "$(dirname "$0")/lib.bash"
for document in README.md docs/tour.md; do
  /usr/bin/python3 "$source_dir/tests/outside/console.py" "$source_dir/$document" "$source_dir" fixtures/example \
    "$MAILU_LINT" || fail "$document is not up to date"
done
