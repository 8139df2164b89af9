#!/usr/bin/env bash
# Files that are not what they seem: the program neither waits nor fills the memory, does what can be done, says what could
# not be, and exits with 2.
source "$(dirname "$0")/lib.bash"
cd "$scratch"
mkdir work && cd work

# usage: deployment FOLDER [LINES of the service `admin` or below]
deployment() {
  mkdir -p "$1"
  cat >"$1/docker-compose.yml" <<YAML
services:
  front:
    image: ghcr.io/mailu/nginx:2024.06
  admin:
    image: ghcr.io/mailu/admin:2024.06
${2-}
YAML
}
# usage: says STATUS TEXT ARGUMENTS…   TEXT is in what is printed or complained; nothing takes long.
says() {
  local status=$1 text=$2
  shift 2
  expect_status "$status" timeout 60 "$MAILU_LINT" "$@"
  grep -qF -- "$text" "$scratch/out" "$scratch/err" || {
    cat "$scratch/out" "$scratch/err" >&2
    fail "'$*' does not say '$text'"
  }
}
# usage: at_most KILOBYTES COMMAND…   The command may not have more memory than that.
at_most() { (ulimit -v "$1" && shift && "$@"); }

# What is named on the command line.
mkfifo fifo.yml
ln -s loop.yml loop.yml
ln -s nowhere.yml dangling.yml
mkdir folder.yml
long=$(printf 'a%.0s' {1..300}).yml
says 2 "fifo.yml: is not a regular file" fifo.yml
says 2 "loop.yml: Too many levels of symbolic links" loop.yml
says 2 "dangling.yml: no such file or directory" dangling.yml
says 2 "folder.yml: no Mailu deployment found" folder.yml
says 2 "File name too long" "$long"
says 2 "/dev/zero: is not a regular file" /dev/zero
says 2 "fifo.yml: is not a regular file" -f fifo.yml
says 2 "folder.yml: is a directory" -f folder.yml
rm -r fifo.yml loop.yml dangling.yml folder.yml

# What a deployment names.
deployment include "include: [fifo.yml, /dev/zero, ../up.yml]"
mkfifo include/fifo.yml
printf 'services:\n  imap:\n    image: ghcr.io/mailu/dovecot:2024.06\n    privileged: 3\n' >up.yml
says 2 "include/fifo.yml: is not a regular file" include
grep -qF "/dev/zero: is not a regular file" "$scratch/err" || fail "an included device is not told"
deployment up "include: [../up.yml]"
says 1 "up.yml:4:17" up  # followed, and shown by its own name
deployment extends "    extends: {file: fifo.yml, service: x}"
mkfifo extends/fifo.yml
says 2 "extends/fifo.yml: is not a regular file" extends
deployment env "    env_file: [fifo.env]"
mkfifo env/fifo.env
says 2 "env/fifo.env: is not a regular file" env
deployment upwards "    env_file: [../../work/up.env]"
printf 'A B=1\n' >up.env
says 1 "up.env:1:1" --select env-syntax upwards
deployment dotenv
mkfifo dotenv/.env
says 2 "dotenv/.env: is not a regular file" dotenv
deployment labels "    label_file: [/dev/zero]"
says 2 "/dev/zero: is not a regular file" labels
deployment large "    env_file: [large.env]"
head -c 2000000 /dev/zero | tr '\0' 'A' >large/large.env
says 2 "large/large.env: is larger than --max-file-size allows" --max-file-size 1000000 large
deployment missing "include: [gone.yml]"
says 1 "no such file" missing  # the user's mistake, and docker's to refuse
says 2 "is not a regular file" show dotenv

# Permission, as somebody who is not root.
if ((EUID != 0)); then
  as_nobody=()
elif command -v setpriv >/dev/null; then
  as_nobody=(setpriv --reuid 65534 --regid 65534 --clear-groups)
fi
if [[ -v as_nobody ]]; then
  mkdir -p private/closed
  deployment private/mail "    env_file: [secret.env]"
  echo "DOMAIN=example.org" >private/mail/secret.env
  deployment private/closed
  chmod 755 "$scratch" "$scratch/work"
  chmod 000 private/mail/secret.env private/closed
  if "${as_nobody[@]}" test -x "$MAILU_LINT"; then
    expect_status 2 "${as_nobody[@]}" "$MAILU_LINT" private
    grep -qF "private/mail/secret.env: permission denied" "$scratch/err" || fail "a file without permission is not told"
    grep -qF "private/closed: Permission denied" "$scratch/err" || fail "a folder without permission is not told"
  fi
  chmod 755 private/closed
fi

# Names that are no UTF-8: every format stays readable.
deployment $'caf\xe9'
printf 'services:\n  front:\n    image: ghcr.io/mailu/nginx:2024.06\n    privileged: 3\n  admin:\n    image: ghcr.io/mailu/admin:2024.06\n' \
  >$'caf\xe9/docker-compose.yml'
for format in text concise json sarif junit checkstyle gitlab github rdjson; do
  expect_status 1 "$MAILU_LINT" --format "$format" $'caf\xe9'
  iconv -f UTF-8 -t UTF-8 "$scratch/out" >/dev/null || fail "--format $format is not UTF-8"
done

# A file that grows while it is read, and one that vanishes: any answer but a crash or an endless run will do.
deployment growing "    env_file: [grows.env]"
(for _ in {1..200}; do
  printf 'A=1\n' >>growing/grows.env
  mv growing/docker-compose.yml growing/away.yml
  mv growing/away.yml growing/docker-compose.yml
done) &
for _ in {1..20}; do
  status=0
  timeout 60 "$MAILU_LINT" -f growing/docker-compose.yml >/dev/null 2>&1 || status=$?
  ((status <= 2)) || fail "a file that changes ends the program with $status"
done
wait

# Outputs that take nothing.
status=0
"$MAILU_LINT" up >/dev/full 2>"$scratch/err" || status=$?
((status == 2)) || fail "a full disk ends in $status"
"$MAILU_LINT" up >&- 2>"$scratch/err" && fail "a closed standard output is no trouble"
[[ -s $scratch/err ]] || fail "a closed standard output is not told"
status=0
"$MAILU_LINT" up --output json=/dev/full >/dev/null 2>&1 || status=$?
((status == 2)) || fail "a full disk for a second report ends in $status"
{ "$MAILU_LINT" rules --format json || echo $? >"$scratch/left"; } | true
[[ ! -f $scratch/left || $(cat "$scratch/left") == 141 ]] || fail "a reader that leaves ends in $(cat "$scratch/left")"

# A thousand deployments, one of them broken: the others are linted.
mkdir many
for i in {1..1000}; do deployment "many/$i" "    privileged: 3"; done
deployment many/501 "include: [fifo.yml]"
mkfifo many/501/fifo.yml
expect_status 2 "$MAILU_LINT" --select value-type --format concise many
count=$(grep -c '\[value-type\]' "$scratch/out")
((count == 999)) || fail "of 999 deployments $count were linted"
grep -qF "many/501/fifo.yml: is not a regular file" "$scratch/err" || fail "the broken one is not told"

# A few kilobytes that would be terabytes.
deployment bomb
{ echo A0=xxxxxxxx && for i in {0..60}; do echo "A$((i + 1))=\$A$i\$A$i"; done; } >bomb/.env
if [[ $(nm -C "$MAILU_LINT" 2>/dev/null) != *__asan* ]]; then
  expect_status 2 at_most 1000000 "$MAILU_LINT" bomb
  # Memory that runs out is trouble like any other, not a signal.
  deployment scarce "    labels:"
  for i in {1..100000}; do echo "      - label$i=$i"; done >>scarce/docker-compose.yml
  expect_status 2 at_most 40000 "$MAILU_LINT" scarce
  grep -qF "mailu-lint: std::bad_alloc" "$scratch/err" || fail "that memory ran out is not told"
fi
says 2 "becomes more than is looked at" bomb
