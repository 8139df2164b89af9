#!/usr/bin/env bash
# The steps of action.yml, against a release folder made here and what a runner sets.
source "$(dirname "$0")/lib.bash"
need_command curl sha256sum
version=$("$MAILU_LINT" --version | sed -n '1s/^mailu-lint \([0-9.]*\).*/\1/p')
[[ -n $version ]] || fail "--version does not tell the version"
machine=$(dpkg --print-architecture)
release=$scratch/releases/v$version
mkdir -p "$release" "$scratch/runner"
tar -czf "$release/mailu-lint_${version}_linux_$machine.tar.gz" -C "$(dirname "$MAILU_LINT")" mailu-lint
(cd "$release" && sha256sum -- * >SHA256SUMS)

export MAILU_LINT_RELEASES=file://$scratch/releases RUNNER_TEMP=$scratch/runner GITHUB_ACTIONS=true
export GITHUB_PATH=$scratch/path GITHUB_OUTPUT=$scratch/output
action=$source_dir/.github/action.sh
expect_status 0 "$action" install
PATH=$(cat "$GITHUB_PATH"):$PATH
[[ $(command -v mailu-lint) == "$scratch"/* ]] || fail "mailu-lint is not on the path"

# A folder with a blank in its name, and arguments that a shell would split or expand.
cp -r "$source_dir/fixtures/example" "$scratch/mail server"
INPUT_PATHS="$scratch/mail server"$'\n' INPUT_ARGS="--cluster=$scratch/mail server/docker-node-ls.txt" \
  expect_status 0 "$action" lint
grep -qx 'exit-status=1' "$GITHUB_OUTPUT" || fail "the status of the lint was not handed on"
grep -q '"open-relay-ingress"' "$scratch/runner/mailu-lint.sarif" || fail "the report lacks the open relay"
grep -q '^::error ' "$scratch/out" || fail "no annotation was printed"

echo tampered >>"$release/mailu-lint_${version}_linux_$machine.tar.gz"
expect_status 1 "$action" install
