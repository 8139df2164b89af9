#!/usr/bin/env bash
# JSON reports against the published schema, and the schema against its own; the formats of GitLab and reviewdog against
# what their documentation asks for.
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

issue = {
    "type": "object",
    "required": ["description", "check_name", "fingerprint", "severity", "location"],
    "properties": {
        "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
        "location": {
            "type": "object",
            "required": ["path", "lines"],
            "properties": {"path": {"pattern": "^[^./]"}, "lines": {"required": ["begin"]}},
        },
    },
}
quality = json.load(open(f"{samples}/gitlab"))
Draft202012Validator({"type": "array", "minItems": 4, "items": issue}).validate(quality)
assert len({finding["fingerprint"] for finding in quality}) == len(quality)
assert json.load(open(f"{samples}/gitlab-clean")) == []

def record(required, **properties):
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}
number, text = {"type": "integer", "minimum": 1}, {"type": "string"}
position = record(["line", "column"], line=number, column=number)
extent = record(["start", "end"], start=position, end=position)
location = record(["path", "range"], path=text, range=extent)
diagnostic = record(
    ["message", "location", "severity", "code"],
    message=text,
    location=location,
    severity={"enum": ["ERROR", "WARNING", "INFO"]},
    code=record(["value", "url"], value=text, url=text),
    suggestions={"type": "array", "items": record(["range", "text"], range=extent, text=text)},
    related_locations={"type": "array", "items": record(["message", "location"], message=text, location=location)},
)
rdjson = record(
    ["source", "diagnostics"],
    source=record(["name", "url"], name=text, url=text),
    diagnostics={"type": "array", "items": diagnostic},
)
for name in "rdjson", "rdjson-clean":
    Draft202012Validator(rdjson).validate(json.load(open(f"{samples}/{name}")))
PYTHON
