#!/usr/bin/env bash
# The same for what README.md shows of the stack in Mailu's swarm guide, which lies beside a checkout, not in it.
source "$(dirname "$0")/lib.bash"
shared=${MAILU_LINT_SHARED_DIR:-$source_dir/../shared}
[[ -d $shared/seed ]] || skip "there is no $shared/seed"
mkdir "$scratch/root"
ln -s "$(cd "$shared" && pwd)" "$scratch/root/shared"
/usr/bin/python3 "$source_dir/tests/outside/console.py" "$source_dir/README.md" "$scratch/root" shared/seed "$MAILU_LINT" ||
  fail "README.md is not up to date"
