#!/usr/bin/env bash
# action.yml and the workflows: against their schemas, through actionlint, and for what neither of them asks.
source "$(dirname "$0")/lib.bash"
need_command node
need_node_tool @action-validator/cli actionlint
cd "$source_dir"

# Neither validator knows the permission `attestations` yet: it is kept from the first, and out of the second's answer.
for file in action.yml .github/workflows/*.yml; do
  mkdir -p "$scratch/$(dirname "$file")"
  grep -v '^ *attestations: write$' "$file" >"$scratch/$file"
  node "$node_tools/@action-validator/cli/cli.mjs" "$scratch/$file" >"$scratch/out" 2>&1 ||
    { cat "$scratch/out" >&2; fail "$file is not valid"; }
done

cat >"$scratch/actionlint.mjs" <<'JAVASCRIPT'
import { readFile } from "node:fs/promises";
const { createLinter } = await import(process.argv[2] + "/actionlint/node.mjs");
const newer = [/label "ubuntu-24\.04(-arm)?" is unknown/, /unknown permission scope "attestations"/];
const lint = await createLinter();
for (const file of process.argv.slice(3)) {
  for (const found of lint(await readFile(file, "utf8"), file)) {
    if (newer.some((expression) => expression.test(found.message))) continue;
    console.log(`${file}:${found.line}:${found.column}: ${found.message}`);
    process.exitCode = 1;
  }
}
JAVASCRIPT
node "$scratch/actionlint.mjs" "$node_tools" .github/workflows/*.yml || fail "actionlint complains"

# Every action is pinned by its full hash, with the release beside it.
if grep -nE '^ *(- )?uses:' action.yml .github/workflows/*.yml | grep -vE '@[0-9a-f]{40} # v[0-9.]+$'; then
  fail "an action is not pinned"
fi
# An expression inside a script is code injection.
/usr/bin/python3 - action.yml .github/workflows/*.yml <<'PYTHON'
import sys
import yaml

for name in sys.argv[1:]:
    document = yaml.safe_load(open(name))
    jobs = document["jobs"].values() if "jobs" in document else [document["runs"]]
    for job in jobs:
        if "jobs" in document:
            assert document["permissions"] == {}, f"{name}: permissions at the top are not empty"
            assert "concurrency" in document, f"{name}: no concurrency"
            assert "timeout-minutes" in job and "permissions" in job, f"{name}: a job without time-out or permissions"
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), f"{name}: an expression inside `run:` of {step}"
PYTHON
