#!/usr/bin/env bash
# The Debian package of the release build: what lintian says, what is in it, and the binary after an installation.
source "$(dirname "$0")/lib.bash"
need_command cpack lintian dpkg-deb
release=$source_dir/build/release
if [[ $("$release/src/mailu-lint" --version 2>/dev/null | head -n 1) != "$("$MAILU_LINT" --version | head -n 1)" ]]; then
  [[ ${CI-} != true ]] || fail "there is no release build of this commit"
  skip "there is no release build of this commit (.ci/build release)"
fi

(cd "$release" && cpack -B "$scratch" >"$scratch/log") || { cat "$scratch/log" >&2; fail "cpack failed"; }
package=$(echo "$scratch"/mailu-lint_*.deb)
# lintian has no word for "as root"; everything else it prints is a finding.
lintian --fail-on error,warning "$package" 2>"$scratch/err" || { cat "$scratch/err"; fail "lintian complains"; }

if [[ ${CI-} == true && $EUID == 0 ]]; then
  dpkg -i "$package" >/dev/null
  installed=
else
  installed=$scratch/root
  dpkg-deb -x "$package" "$installed"
fi
expect_status 0 "$installed/usr/bin/mailu-lint" --version
cp "$source_dir"/fixtures/example/* "$scratch"
expect_status 1 "$installed/usr/bin/mailu-lint" "$scratch/docker-stack.yml"

# A release is one static, hardened file.
binary=$installed/usr/bin/mailu-lint
ldd "$binary" 2>&1 | grep -q 'statically linked' || fail "the binary is not static"
readelf -hld "$binary" >"$scratch/elf"
for mark in 'DYN (Position-Independent' GNU_RELRO 'Flags: NOW PIE'; do
  grep -qF "$mark" "$scratch/elf" || fail "the binary lacks: $mark"
done
if readelf -Wl "$binary" | grep GNU_STACK | grep -q 'RWE'; then fail "the stack is executable"; fi
