#!/usr/bin/env bash
# usage: action.sh install|lint   The steps of action.yml, in a file so that they can be checked and tested.
set -euo pipefail

# The release that this copy of the action belongs to. A test compares it with the project's version.
default_version=0.1.0
releases=${MAILU_LINT_RELEASES:-https://github.com/mailu-lint/mailu-lint/releases/download}

install() {
  local version=${INPUT_VERSION:-$default_version} machine archive
  version=${version#v}
  case $(uname -m) in
    x86_64) machine=amd64 ;;
    aarch64) machine=arm64 ;;
    *) echo "::error title=mailu-lint::no release for $(uname -m)" && exit 2 ;;
  esac
  archive=mailu-lint_${version}_linux_$machine.tar.gz
  mkdir -p "$RUNNER_TEMP/mailu-lint"
  cd "$RUNNER_TEMP/mailu-lint"
  curl --fail --silent --show-error --location --retry 3 --remote-name-all \
    "$releases/v$version/$archive" "$releases/v$version/SHA256SUMS"
  sha256sum --check --ignore-missing --strict --quiet SHA256SUMS
  tar -xzf "$archive"
  ./mailu-lint --version
  echo "$RUNNER_TEMP/mailu-lint" >>"$GITHUB_PATH"
}

lint() {
  local paths args status=0 sarif=$RUNNER_TEMP/mailu-lint.sarif
  mapfile -t paths < <(grep -v '^[[:space:]]*$' <<<"$INPUT_PATHS")
  mapfile -t args < <(grep -v '^[[:space:]]*$' <<<"$INPUT_ARGS")
  mailu-lint --output "sarif=$sarif" "${args[@]}" -- "${paths[@]}" || status=$?
  { echo "sarif-file=$sarif"; echo "exit-status=$status"; } >>"$GITHUB_OUTPUT"
}

case ${1-} in
  install | lint) "$1" ;;
  *) echo "usage: action.sh install|lint" >&2 && exit 2 ;;
esac
