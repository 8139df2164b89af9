#!/usr/bin/env bash
# What the program cannot do, whatever it reads: start another program, speak to a network, write what nobody asked for. And
# what the linker has made of the release binary.
source "$(dirname "$0")/lib.bash"
need_command nm readelf

# No way out of the process: neither in the source, nor among what a dynamic build takes from its libraries.
forbidden='system|popen|fork|vfork|execl|execle|execlp|execv|execve|execvp|execvpe|posix_spawn|posix_spawnp|dlopen|socket|socketpair|connect|bind|listen|accept|getaddrinfo|gethostbyname'
cd "$source_dir"
if grep -nE "(^|[^A-Za-z_.:>])(::|std::)?($forbidden)\(" -r src include rules --include='*.cpp' --include='*.hpp'; then
  fail "the source calls what it must not"
fi
if readelf -d "$MAILU_LINT" | grep -q NEEDED; then
  taken=$(nm -D --undefined-only "$MAILU_LINT" | grep -E " ($forbidden)(@|$)" || true)
  [[ -z $taken ]] || fail "the program takes from its libraries: $taken"
fi

# Nothing is written by anything but what says so.
cp -r fixtures/example "$scratch/example"
cd "$scratch/example"
state() { find . -printf '%p %s %T@ %m\n' | sort && find . -type f -print0 | sort -z | xargs -0 sha256sum; }
before=$(state)
for command in "--exit-zero ." "--exit-zero --unsafe-fixes --diff ." "show docker-stack.yml" "--list-files ." "rules" "explain size-limit"; do
  # shellcheck disable=SC2086  # the words of a command line
  "$MAILU_LINT" $command >/dev/null 2>&1 || true
  [[ $(state) == "$before" ]] || fail "'$command' has written something"
done

# The release binary, where it was built: .ci/run does that first.
release=${MAILU_LINT_RELEASE:-$source_dir/build/release/src/mailu-lint}
if [[ ! -x $release ]]; then
  [[ ${CI-} == true ]] && fail "there is no release binary: .ci/build release"
  echo "SKIPPED in part: no release binary (.ci/build release)"
  exit 0
fi
# usage: holds WHAT TEXT PATTERN
holds() { grep -qE -- "$3" <<<"$2" || fail "the release binary is not $1"; }
lacks() { ! grep -qE -- "$3" <<<"$2" || fail "the release binary is not $1"; }
header=$(readelf -hW "$release")
segments=$(readelf -lW "$release")
dynamic=$(readelf -dW "$release")
holds "position independent" "$header" 'Type: +DYN'
holds "position independent" "$dynamic" 'FLAGS_1.*PIE'
holds "bound before it starts" "$dynamic" 'FLAGS_1.*NOW|BIND_NOW'
holds "read-only where it was relocated" "$segments" 'GNU_RELRO'
holds "without an executable stack" "$segments" 'GNU_STACK .* RW '
lacks "free of segments that are written and run" "$segments" 'LOAD .* RWE'
lacks "static: it needs libraries" "$dynamic" 'NEEDED'
lacks "static: it has an interpreter" "$segments" 'INTERP'
[[ $(readelf -SW "$release") != *.symtab* ]] || fail "the release binary is not stripped"

# Every file of ours was compiled with all of them.
commands=$(dirname "$(dirname "$release")")/compile_commands.json
ours() { grep -E '"command":.* -c [^ ]*/(src|rules)/[^ ]*"' "$commands"; }
files=$(ours | wc -l)
for flag in -fPIE -fstack-protector-strong -fstack-clash-protection -D_FORTIFY_SOURCE=3; do
  with=$(ours | grep -c -- " $flag ")
  ((with == files)) || fail "$with of $files files are compiled with $flag"
done
echo "hardened: $files files, $(stat -c %s "$release") bytes"
