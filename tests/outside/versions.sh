#!/usr/bin/env bash
# The version stands in a few places that no program can fill in. All of them are the project's.
source "$(dirname "$0")/lib.bash"
cd "$source_dir"
version=$(sed -n 's/^project(.* VERSION \([0-9.]*\) .*/\1/p' CMakeLists.txt)
[[ -n $version ]] || fail "CMakeLists.txt names no version"

expect_line() {
  grep -qF -- "$2" "$1" || fail "$1 does not say: $2"
}
expect_line .pre-commit-hooks.yaml "entry: ghcr.io/mailu-lint/mailu-lint:$version"
expect_line .github/action.sh "default_version=$version"
expect_line docs/ci.md "mailu-lint/mailu-lint@v$version"
expect_line docs/installation.md "mailu-lint_${version}_amd64.deb"
expect_line docs/ci.md "rev: v$version"
expect_line docs/ci.md "ghcr.io/mailu-lint/mailu-lint:$version"
expect_status 0 "$MAILU_LINT" --version
head -n 1 "$scratch/out" | grep -q "^mailu-lint $version" || fail "--version says: $(head -n 1 "$scratch/out")"
