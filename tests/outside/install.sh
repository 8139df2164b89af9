#!/usr/bin/env bash
# `cmake --install`, and a program of somebody else's that links the installed library.
source "$(dirname "$0")/lib.bash"
prefix=$scratch/prefix

cmake --install "$MAILU_LINT_BUILD" --prefix "$prefix" >/dev/null
expect_status 0 "$prefix/bin/mailu-lint" --version
for file in share/man/man1/mailu-lint.1.gz share/bash-completion/completions/mailu-lint include/mailu_lint/lint.hpp; do
  [[ -s $prefix/$file ]] || fail "$file was not installed"
done

CXXFLAGS="-Wall -Wextra -Wpedantic -Werror ${CXXFLAGS-}" \
  cmake -S "$source_dir/tests/consumer" -B "$scratch/build" -G Ninja -D CMAKE_PREFIX_PATH="$prefix" >/dev/null
cmake --build "$scratch/build" >"$scratch/log" || { cat "$scratch/log" >&2; fail "the consumer does not build"; }
expect_status 0 "$scratch/build/consumer"
grep -qx 'value-type docker-stack.yml:1:45' "$scratch/out" || fail "the consumer printed: $(cat "$scratch/out")"
if grep -rqF "$source_dir" "$prefix/lib/cmake" "$prefix/include"; then fail "an installed file names the source tree"; fi
