#!/usr/bin/env python3
"""usage: llvm-cov export -summary-only … | coverage.py REPOSITORY [FOLDER]
Prints how much of src/ and rules/ was run, by folder; with a FOLDER of src/ the same by file."""
import collections
import json
import pathlib
import sys

root = pathlib.Path(sys.argv[1]).resolve()
only = sys.argv[2] if len(sys.argv) > 2 else None
KINDS = ("lines", "regions", "functions")
totals = collections.defaultdict(lambda: {kind: [0, 0] for kind in KINDS})
for file in json.load(sys.stdin)["data"][0]["files"]:
    path = pathlib.Path(file["filename"]).resolve()
    if not path.is_relative_to(root):
        continue
    name = path.relative_to(root)
    if name.parts[0] not in ("src", "rules") or (only and only not in (str(name.parent), str(name))):
        continue
    for group in (str(name) if only else str(name.parent), "in all"):
        for kind in KINDS:
            totals[group][kind][0] += file["summary"][kind]["covered"]
            totals[group][kind][1] += file["summary"][kind]["count"]
print(f"{'':32}" + "".join(f"{kind:>22}" for kind in KINDS))
for group in sorted(totals, key=lambda group: (group == "in all", group)):
    cells = "".join(
        f"{covered:7} of {count:5} {100 * covered / max(count, 1):3.0f} %" for covered, count in
        (totals[group][kind] for kind in KINDS))
    print(f"{group:32}{cells}")
