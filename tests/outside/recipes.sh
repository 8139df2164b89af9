#!/usr/bin/env bash
# The recipes of docs/ci.md are files that their consumers accept, and name only options that exist.
source "$(dirname "$0")/lib.bash"
need_command node pre-commit
need_node_tool @action-validator/cli
cd "$scratch"

# Each fenced block with a file name becomes that file.
awk '/^```yaml file=/ {sub(/^```yaml file=/, ""); file = $0; system("mkdir -p $(dirname " file ")"); next}
     /^```$/ {file = ""; next}
     file {print >file}' "$source_dir/docs/ci.md"
for file in .github/workflows/mailu-lint.yml .github/workflows/by-hand.yml .gitlab-ci.yml azure-pipelines.yml; do
  [[ -s $file ]] || fail "docs/ci.md has no $file"
  /usr/bin/python3 -c 'import sys, yaml; yaml.safe_load(open(sys.argv[1]))' "$file"
done
for file in .github/workflows/*.yml; do
  node "$node_tools/@action-validator/cli/cli.mjs" "$file" >out 2>&1 || { cat out >&2; fail "$file is not valid"; }
done
pre-commit validate-config .pre-commit-config.yaml >/dev/null

# The inputs of the example are those of the action.
/usr/bin/python3 - "$source_dir/action.yml" .github/workflows/mailu-lint.yml <<'PYTHON'
import sys
import yaml

inputs = yaml.safe_load(open(sys.argv[1]))["inputs"]
steps = yaml.safe_load(open(sys.argv[2]))["jobs"]["mailu-lint"]["steps"]
unknown = set(steps[1]["with"]) - set(inputs)
sys.exit(f"docs/ci.md uses unknown inputs {unknown}" if unknown else 0)
PYTHON

options_of_help >options
sed '/^## pre-commit/,$d' "$source_dir/docs/ci.md" | grep 'mailu-lint' | grep -oE -- ' --[a-z-]+' | tr -d ' ' | sort -u |
  comm -23 - options >unknown
if [[ -s unknown ]]; then fail "docs/ci.md uses unknown options: $(cat unknown)"; fi
"$MAILU_LINT" --help | sed -n 's/^ *--format FORMAT \[text\] *how to report: //p' | sed 's/, /\n/g' >formats
grep -oE -- '--(format|output) [a-z]+' "$source_dir/docs/ci.md" | cut -d ' ' -f 2 | sort -u | grep -vxFf formats >unknown || true
if [[ -s unknown ]]; then fail "docs/ci.md uses unknown formats: $(cat unknown)"; fi
