#!/usr/bin/env bash
# The trees of damaged compose files against PyYAML's, wherever both take the file: every node, its value, where it
# begins and ends.
source "$(dirname "$0")/lib.bash"
/usr/bin/python3 -c 'import yaml' 2>/dev/null || absent python3-yaml

/usr/bin/python3 - "$MAILU_LINT_SAMPLES/yaml-trees.json" <<'PYTHON'
import json
import sys
import yaml

FIELDS = "depth", "style", "begin", "end", "value", "anchor"
STYLES = {None: "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}


def offsets(text):
    """PyYAML counts characters, the tree counts bytes."""
    result = [0]
    for character in text:
        result.append(result[-1] + len(character.encode()))
    return result


def reference(text):
    byte = offsets(text)
    nodes, open_collections, depth = [], [], 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        begin, end = byte[event.start_mark.index], byte[event.end_mark.index]
        node = {"depth": depth, "begin": begin, "end": end, "value": "", "anchor": getattr(event, "anchor", None) or ""}
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            collection = open_collections.pop()
            collection["end"] = end if collection["style"].startswith("flow") else None
            continue
        if isinstance(event, yaml.ScalarEvent):
            node["style"], node["value"] = STYLES[event.style], event.value
            if node["style"] == "plain" and not event.value:
                node["style"] = "absent"
                if event.start_mark.index == 0 or text[event.start_mark.index - 1] not in ":-":
                    node["begin"] = node["end"] = None  # no `:` or `-`: PyYAML gives the place of the next token
            if node["style"] in ("literal", "folded"):
                node["end"] = None  # PyYAML counts the blank lines behind it
        elif isinstance(event, yaml.AliasEvent):
            node["style"] = "alias"
        elif isinstance(event, yaml.CollectionStartEvent):
            kind = "list" if isinstance(event, yaml.SequenceStartEvent) else "map"
            node["style"] = ("flow-" if event.flow_style else "") + kind
            open_collections.append(node)
            depth += 1
        else:
            continue
        if not isinstance(event, yaml.AliasEvent) and (event.anchor or event.tag):
            node["begin"] = None  # PyYAML begins at the anchor or tag
            if node["style"] == "absent":
                node["end"] = None
        nodes.append(node)
    # A document without content has no tree.
    return [node for node in nodes if node["depth"] or node["style"] != "absent" or node["anchor"]]


def difference(ours, theirs):
    if len(ours) != len(theirs):
        return f"{len(ours)} nodes, PyYAML has {len(theirs)}"
    for our, their in zip(ours, theirs):
        for key, value in their.items():
            if value is not None and our[key] != value:
                return f"{key} is {our[key]!r}, for PyYAML {value!r}, in {our}"
    return None


compared = different = 0
for sample in json.load(open(sys.argv[1])):
    try:
        theirs = reference(sample["text"])
    except yaml.YAMLError:
        continue
    compared += 1
    problem = difference([dict(zip(FIELDS, node)) for node in sample["nodes"]], theirs)
    if problem:
        different += 1
        print(f"{sample['text']!r}: {problem}")
print(f"{compared} trees compared, {different} differ")
assert compared > 1000, "too few to tell"
sys.exit(different > 0)
PYTHON
