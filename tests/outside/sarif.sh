#!/usr/bin/env bash
# SARIF reports: the JSON schema, the rules of the SARIF multitool for SARIF and for GitHub, and what neither looks at.
source "$(dirname "$0")/lib.bash"
/usr/bin/python3 -c 'import jsonschema, rfc3987' 2>/dev/null || absent python3-jsonschema
need_node_tool @microsoft/sarif-multitool-linux
multitool=$node_tools/@microsoft/sarif-multitool-linux
schema=$multitool/sarif-2.1.0.json

for name in sarif sarif-clean; do
  cp "$MAILU_LINT_SAMPLES/$name" "$scratch/$name.sarif"
  # It always exits with 0, and goes silent on what the schema refuses: so its words are read, and the schema is asked.
  "$multitool/Sarif.Multitool" validate "$scratch/$name.sarif" --rule-kind 'Sarif;Ghas' --level 'Error;Warning;Note' \
    --json-schema "$schema" >"$scratch/out" 2>&1 || fail "the multitool did not run: $(cat "$scratch/out")"
  grep -q 'Analysis completed successfully' "$scratch/out" || fail "the multitool stopped: $(cat "$scratch/out")"
  # Accepted: names instead of numbers for rules (2009), messages without arguments (2002), no version control details
  # (2003), no file contents (2013), and the schema's address (2006).
  complaints=$(grep -E '(error|warning|note) [A-Z]+[0-9]+:' "$scratch/out" | grep -vE 'SARIF20(02|03|06|09|13):' || true)
  [[ -z $complaints ]] || fail "$name: $complaints"
done

/usr/bin/python3 - "$schema" "$scratch/sarif.sarif" "$scratch/sarif-clean.sarif" <<'PYTHON'
import json
import sys
from jsonschema import Draft4Validator, Draft7Validator, FormatChecker
from urllib.parse import unquote

schema = json.load(open(sys.argv[1]))
Validator = Draft4Validator if "draft-04" in schema["$schema"] else Draft7Validator
for path in sys.argv[2:]:
    data = open(path, "rb").read()
    assert not data.startswith(b"\xef\xbb\xbf"), "a byte order mark"
    log = json.loads(data)
    Validator(schema, format_checker=FormatChecker()).validate(log)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    names = [rule["id"] for rule in rules]
    assert names == sorted(names), "rules are not sorted"
    for rule in rules:
        assert len(rule["fullDescription"]["text"]) <= 1024, rule["id"]
        assert len(rule["properties"]["tags"]) <= 10, rule["id"]
        assert isinstance(rule["properties"].get("security-severity", ""), str), rule["id"]
        assert "security-severity" not in rule["properties"] or "security" in rule["properties"]["tags"]
        assert rule["helpUri"].startswith("https://")
    seen = set()
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert len(result["locations"]) == 1
        key = json.dumps([result["ruleId"], result["locations"], result["message"]])
        assert key not in seen, "a result twice"
        seen.add(key)
        places = result["locations"] + result.get("relatedLocations", [])
        for place in places:
            physical = place["physicalLocation"]
            uri = physical["artifactLocation"]["uri"]
            assert not uri.startswith(("/", "./")) and ".." not in unquote(uri).split("/"), uri
            region = physical["region"]
            assert all(region[k] >= 1 for k in ("startLine", "startColumn", "endLine", "endColumn"))
            assert region["startLine"] == region["endLine"], "a region over several lines"
    text = data.decode()
    for leak in "correct-horse", "/home/", "startTimeUtc", "commandLine":
        assert leak not in text, leak
assert json.load(open(sys.argv[3]))["runs"][0]["results"] == []
PYTHON
