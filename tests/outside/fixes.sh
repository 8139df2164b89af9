#!/usr/bin/env bash
# `--diff` is a patch that git and patch take, and makes of the files what `--fix` makes of them; what cannot be fixed is
# said, and nothing is written by halves.
source "$(dirname "$0")/lib.bash"
need_command git patch

folder="mail ü [prod]"
fresh() {
  rm -rf "$scratch/repo"
  mkdir -p "$scratch/repo/$folder"
  cd "$scratch/repo"
  git init -q .
  cat >"$folder/docker-compose.yml" <<'YAML'
# the web mail
services:
  front:
    image: ghcr.io/mailu/nginx:2024.06
    env_file: mailu.env
    ports:
      - 25:25   # Grüße 📬
      - "::1:465:465"
  smtp:
    image: ghcr.io/mailu/postfix:2024.06
    env_file: mailu.env
YAML
  printf 'DOMAIN=corp.example.org\r\nSUBNET=192.168.203.0/24\r\nRELAYNETS=10.9.8.7/24\r\nPOSTMASTER=admin' >"$folder/mailu.env"
  chmod 640 "$folder/mailu.env"
}
rules=(--exit-zero --select "port-unquoted,port-ipv6-unbracketed,relaynets-invalid")

fresh
expect_status 0 "$MAILU_LINT" "${rules[@]}" --diff .
[[ ! -s $scratch/err ]] || fail "--diff complains: $(cat "$scratch/err")"
cp "$scratch/out" "$scratch/patch"
"$MAILU_LINT" "${rules[@]}" --diff . | diff - "$scratch/patch" || fail "--diff has changed something"
expect_status 0 "$MAILU_LINT" "${rules[@]}" --fix .
grep -q '^Fixed 3 problems' "$scratch/out" || fail "--fix does not say what it did: $(cat "$scratch/out")"
cp -r "$folder" "$scratch/fixed"
[[ $(stat -c %a "$folder/mailu.env") == 640 ]] || fail "--fix has changed the mode"
grep -q -- '- "25:25"   # Grüße 📬' "$folder/docker-compose.yml" || fail "the port is not quoted"
grep -q $'^RELAYNETS=10.9.8.0/24\r$' "$folder/mailu.env" || fail "the line's end is lost"
[[ -z $(find "$folder" -name '*.??????') ]] || fail "--fix leaves something behind"
expect_status 0 "$MAILU_LINT" "${rules[@]}" --diff .
[[ ! -s $scratch/out ]] || fail "there is still something to fix: $(cat "$scratch/out")"

fresh
git apply --check "$scratch/patch" && git apply "$scratch/patch" || fail "git apply refuses the patch"
diff -r "$folder" "$scratch/fixed" || fail "the patch, applied by git, gives something else than --fix"
fresh
patch -s -p1 <"$scratch/patch" || fail "patch refuses the patch"
diff -r "$folder" "$scratch/fixed" || fail "the patch, applied by patch, gives something else than --fix"

# From elsewhere, by absolute name: the patch is for the working directory.
fresh
"$MAILU_LINT" "${rules[@]}" --diff "$scratch/repo/$folder" | diff - "$scratch/patch" || fail "another patch by absolute name"
cd "$folder"
"$MAILU_LINT" "${rules[@]}" --diff . >"$scratch/inner"
git apply "$scratch/inner" || fail "git apply refuses the patch in a subdirectory"
diff -r . "$scratch/fixed" || fail "the patch of a subdirectory gives something else"

# A link stays a link, and what it points to is fixed.
fresh
mv "$folder/mailu.env" real.env && ln -s ../real.env "$folder/mailu.env"
expect_status 0 "$MAILU_LINT" "${rules[@]}" --fix .
[[ -L $folder/mailu.env ]] || fail "--fix has replaced a link"
cmp real.env "$scratch/fixed/mailu.env" || fail "the file behind the link is not fixed"

# A folder that takes no file: nothing is written, and that is said. Root may write everywhere, so it becomes nobody.
fresh
cp -r "$folder" "$scratch/before"
nobody=()
if ((EUID == 0)); then
  nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
  cp "$MAILU_LINT" "$scratch/mailu-lint" && MAILU_LINT=$scratch/mailu-lint
  chmod 755 "$scratch" "$scratch/repo"
  chown -R 65534:65534 "$folder"
  expect_status 0 "$MAILU_LINT" "${rules[@]}" --fix .
  [[ $(stat -c %u:%g "$folder/mailu.env") == 65534:65534 ]] || fail "--fix has changed the owner"
  cp -r "$scratch/before/." "$folder"
fi
chmod 555 "$folder"
expect_status 2 "${nobody[@]}" "$MAILU_LINT" "${rules[@]}" --fix .
grep -q 'mailu.env: Permission denied; not fixed' "$scratch/err" || fail "not said: $(cat "$scratch/err")"
diff -r "$folder" "$scratch/before" || fail "written by halves"
chmod 755 "$folder"
