#!/usr/bin/env bash
# The language server through its pipes: a scripted client, and neovim's own.
source "$(dirname "$0")/lib.bash"
need_command python3 nvim

mkdir -p "$scratch/work/mail ü [prod] 50%"
cp "$source_dir"/fixtures/example/{docker-stack.yml,mailu.env} "$scratch/work/mail ü [prod] 50%"
timeout 120 python3 "$(dirname "$0")/lsp.py" "$MAILU_LINT" "$scratch/work" || fail "the scripted client is not content"

# neovim, set up as docs/editors.md says.
sed -n '/^```lua$/,/^```$/p' "$source_dir/docs/editors.md" | sed '/^```/d' >"$scratch/init.lua"
grep -q 'vim.lsp' "$scratch/init.lua" || fail "docs/editors.md does not tell how to set up neovim"
cat >"$scratch/check.lua" <<'LUA'
if not vim.lsp.start then  -- Debian 12 has neovim 0.7
  vim.lsp.start = function(config) vim.lsp.buf_attach_client(0, vim.lsp.start_client(config)) end
end
local function shown(file)
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(vim.fn.bufnr(file))) do
    table.insert(found, one.code .. "@" .. one.lnum .. ":" .. one.col)
  end
  table.sort(found)
  return table.concat(found, " ")
end
local report = {}
vim.cmd("edit mailu.env")
vim.wait(20000, function() return shown("mailu.env") ~= "" end, 20)
table.insert(report, "opened: " .. shown("mailu.env"))
vim.cmd([[%s/^RELAYNETS=.*/RELAYNETS=192.0.2.0\/24/]])
vim.wait(20000, function() return shown("mailu.env") == "" end, 20)
table.insert(report, "mended: " .. shown("mailu.env"))
vim.cmd("undo")
vim.wait(20000, function() return shown("mailu.env") ~= "" end, 20)
table.insert(report, "undone: " .. shown("mailu.env"))
vim.fn.writefile(report, vim.env.scratch .. "/report")
vim.cmd("quitall!")
LUA
cat >"$scratch/expected" <<'EXPECTED'
opened: open-relay-ingress@12:10
mended: 
undone: open-relay-ingress@12:10
EXPECTED
cd "$scratch/work/mail ü [prod] 50%"
mkdir .git
printf 'select: [open-relay-ingress]\n' >.mailu-lint.yaml
PATH=$(dirname "$MAILU_LINT"):$PATH
export scratch PATH HOME=$scratch
timeout 120 nvim --headless -n -i NONE -u "$scratch/init.lua" -S "$scratch/check.lua" </dev/null >"$scratch/nvim" 2>&1 ||
  { cat "$scratch/nvim" >&2; fail "neovim did not get to its end"; }
diff "$scratch/expected" "$scratch/report" || { cat "$scratch/nvim" >&2; fail "neovim shows something else"; }
