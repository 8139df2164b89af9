#!/usr/bin/env bash
# JSON reports against the published schema, and the schema against its own.
source "$(dirname "$0")/lib.bash"
/usr/bin/python3 -c 'import jsonschema' 2>/dev/null || absent python3-jsonschema

"$MAILU_LINT" rules --format json >"$scratch/rules.json"
/usr/bin/python3 - "$source_dir" "$MAILU_LINT_SAMPLES" "$scratch/rules.json" <<'PYTHON'
import json
import sys
from jsonschema import Draft202012Validator

source, samples, rules = sys.argv[1:]
schema = json.load(open(f"{source}/docs/schema/report.schema.json"))
Draft202012Validator.check_schema(schema)
# What may be added later must be described now.
strict = json.loads(json.dumps(schema))
def close(node):
    if isinstance(node, dict):
        if "properties" in node and "additionalProperties" not in node:
            node["additionalProperties"] = False
        for child in node.values():
            close(child)
    elif isinstance(node, list):
        for child in node:
            close(child)
close(strict)
known = {rule["name"]: rule for rule in json.load(open(rules))}
for name in "json", "json-clean":
    report = json.load(open(f"{samples}/{name}"))
    Draft202012Validator(strict).validate(report)
    for finding in report["findings"]:
        assert known[finding["rule"]]["url"] == finding["url"]
        assert finding["deployment"] < len(report["deployments"])
broken = json.load(open(f"{samples}/json"))
del broken["findings"][0]["rule"]
assert not Draft202012Validator(schema).is_valid(broken), "the schema accepts a finding without a rule"
PYTHON
