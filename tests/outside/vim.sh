#!/usr/bin/env bash
# The concise format in vim's quickfix list, with vim's default errorformat: file, line, and the cursor on the place.
source "$(dirname "$0")/lib.bash"
need_command vim

cd "$MAILU_LINT_SAMPLES/sources"
cat >"$scratch/check.vim" <<'VIM'
set encoding=utf-8 nomore
execute 'cgetfile ' . fnameescape($MAILU_LINT_SAMPLES . '/concise')
let found = []
for item in getqflist()
  execute 'cc ' . (len(found) + 1)
  call add(found, bufname(item.bufnr) . '|' . item.lnum . '|' . strpart(getline('.'), col('.') - 1, 6))
endfor
call writefile(found, $scratch . '/found')
quitall!
VIM
export scratch
vim -Nu NONE -n -es -S "$scratch/check.vim" </dev/null >/dev/null 2>&1 || true
cat >"$scratch/expected" <<EXPECTED
stacks/mail ü [prod] 50%/docker-stack.yml|2|front:
stacks/mail ü [prod] 50%/docker-stack.yml|8|10.0.0
stacks/mail ü [prod] 50%/docker-stack.yml|9|$(printf '\t')broke
stacks/mailu.env|2|correc
EXPECTED
diff "$scratch/expected" "$scratch/found" || fail "vim reads something else"
