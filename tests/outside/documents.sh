#!/usr/bin/env bash
# Every place that lists the options lists those of --help, no more and no fewer; the manual page is well-formed.
source "$(dirname "$0")/lib.bash"
need_command mandoc
cd "$source_dir"

options_of_help >"$scratch/help"
(($(wc -l <"$scratch/help") > 20)) || fail "--help lists hardly any options"

expect_options() {  # usage: expect_options FILE, with the options that it lists as standard input
  sort -u >"$scratch/listed"
  diff -u --label "mailu-lint --help" --label "$1" "$scratch/help" "$scratch/listed" >&2 || fail "$1 is not up to date"
}

{
  sed -n 's/^\.It Fl \(.*\)/\1/p' docs/mailu-lint.1 | sed 's/ , Fl /\n/g' | awk '{print "-" $1}'
  printf '%s\n' -h --help --version
} | expect_options docs/mailu-lint.1
sed -n 's/^| \(`-[^|]*\).*/\1/p' docs/cli.md | grep -oE -- '`-[^ `]*' | tr -d '`' | expect_options docs/cli.md
sed -n '/COMPREPLY=($(compgen -W "$/,/" -- /p' src/package/mailu-lint.bash | grep -oE -- ' --?[a-z][a-z-]*' | tr -d ' ' |
  expect_options src/package/mailu-lint.bash
sed -n '/^_arguments/,$p' src/package/_mailu-lint | sed "s/^  '([^)]*)'/  /; s/\[.*//; s/.*{\(.*\)}.*/\1/" |
  grep -oE -- '-?-[a-z][a-z-]*' | grep -vxE -- '-[sS]' | expect_options src/package/_mailu-lint
grep -oE -- '-(s [a-z]|l [a-z-]+)' src/package/mailu-lint.fish | sed 's/-s /-/; s/-l /--/' |
  expect_options src/package/mailu-lint.fish

mandoc -T lint docs/mailu-lint.1 >"$scratch/out" || { cat "$scratch/out" >&2; fail "mandoc complains of the manual page"; }
