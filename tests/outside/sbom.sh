#!/usr/bin/env bash
# The list of contents against the schema that CycloneDX publishes.
source "$(dirname "$0")/lib.bash"
need_command /usr/bin/python3
need_node_tool @cyclonedx/cyclonedx-library
/usr/bin/python3 -c 'import jsonschema' 2>/dev/null || absent python3-jsonschema

/usr/bin/python3 - "$MAILU_LINT_BUILD/src/package/mailu-lint.cdx.json" \
  "$node_tools/@cyclonedx/cyclonedx-library/res/schema" <<'PYTHON'
import json
import pathlib
import sys

import jsonschema

document = json.load(open(sys.argv[1]))
folder = pathlib.Path(sys.argv[2])
schemas = {"http://cyclonedx.org/schema/" + file.name: json.load(open(file)) for file in folder.glob("*.schema.json")}
schema = json.load(open(folder / "bom-1.5.SNAPSHOT.schema.json"))
resolver = jsonschema.RefResolver.from_schema(schema, store=schemas)
validator = jsonschema.Draft7Validator(schema, resolver=resolver, format_checker=jsonschema.FormatChecker())
errors = [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(document)]
unknown = [part["name"] for part in document["components"] if part["version"] == "unknown"]
if unknown:
    errors.append("no version is known of " + ", ".join(unknown))
sys.exit("\n".join(errors) or 0)
PYTHON
