#!/usr/bin/env bash
# The published schema of the configuration, read by a validator: it takes what `init` writes, and refuses what we refuse.
source "$(dirname "$0")/lib.bash"
need_command python3
python3 -c 'import jsonschema, yaml' 2>/dev/null || absent "python3-jsonschema or python3-yaml"

cd "$scratch"
"$MAILU_LINT" init >/dev/null
sed -E '/yaml-language-server/d; s/^# ([a-z ])/\1/' .mailu-lint.yaml >all.yaml
echo 'selct: [relay]' >unknown.yaml
echo 'cluster: {managers: 0}' >number.yaml
echo 'suppressions: [{rules: relay}]' >reason.yaml
cat >validate.py <<'PYTHON'
import datetime, json, sys, yaml, jsonschema
schema = json.load(open(sys.argv[1]))
jsonschema.Draft202012Validator.check_schema(schema)
text = yaml.load(open(sys.argv[2]), Loader=yaml.BaseLoader if sys.argv[2] == "all.yaml" else yaml.SafeLoader)
if sys.argv[2] == "all.yaml":  # days as text, as the JSON world has them; numbers and booleans as what they are
    text["cluster"].update(managers=int(text["cluster"]["managers"]), nodes=int(text["cluster"]["nodes"]))
    text["strict"] = text["strict"] == "true"
jsonschema.Draft202012Validator(schema).validate(text)
PYTHON
schema=$source_dir/docs/schema/configuration.schema.json
expect_status 0 python3 validate.py "$schema" .mailu-lint.yaml
expect_status 0 python3 validate.py "$schema" all.yaml
for file in unknown number reason; do
  expect_status 1 python3 validate.py "$schema" "$file.yaml"
  grep -q 'ValidationError' err || fail "$file.yaml is refused for another reason: $(tail -1 err)"
  expect_status 2 "$MAILU_LINT" --config "$file.yaml" "$source_dir/fixtures/example"
done
