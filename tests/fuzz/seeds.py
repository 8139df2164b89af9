#!/usr/bin/env python3
"""usage: seeds.py REPOSITORY FOLDER
Writes a folder of seeds for each fuzz target, from the pages of the rules, the fixtures and the tables of docker's answers."""
import itertools
import json
import pathlib
import re
import shutil
import sys

root, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
shutil.rmtree(out, ignore_errors=True)
counter = itertools.count()
MOST = 20_000  # bytes: longer seeds make every execution slow


def write(target, text, encoding="utf-8"):
    folder = out / target
    folder.mkdir(parents=True, exist_ok=True)
    data = text.encode(encoding, "surrogateescape")
    if 0 < len(data) <= MOST:
        (folder / f"{len(list(folder.iterdir())):05}").write_bytes(data)


def messages(name):
    """What an editor may say of an open file."""
    document = {"uri": f"file:///nowhere/mail/{name}", "version": 2}
    start = {"line": 1, "character": 0}
    place = {"start": start, "end": {"line": 2, "character": 3}}
    bodies = [
        ("textDocument/didChange", {"textDocument": document, "contentChanges": [{"range": place, "text": "  x:\n"}]}),
        ("textDocument/hover", {"textDocument": document, "position": start}),
        ("textDocument/codeAction", {"textDocument": document, "range": place, "context": {"diagnostics": []}}),
        ("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": "services: {}\n"}]}),
        ("textDocument/didClose", {"textDocument": document}),
        ("shutdown", None),
    ]
    questions = ("textDocument/hover", "textDocument/codeAction", "shutdown")
    return "".join(
        json.dumps({"jsonrpc": "2.0", "method": method, "params": params} | ({"id": 2} if method in questions else {})) + "\n"
        for method, params in bodies)


def write_files(files, everywhere=True):
    text = "".join(f"=== {name}\n{body}\n" for name, body in files)
    write("whole", text)
    if everywhere:
        write("fixes", text)
    if everywhere and next(counter) % 6 == 0:  # the server lints several times an execution
        write("lsp", text + "=== messages\n" + messages(files[0][0]))
    for name, body in files:
        if name.endswith((".yml", ".yaml")):
            write("yaml", body)
            if "mailu-lint" in name:
                write("configuration", body)
        if "env" in name:
            write("dotenv", body)
        elif name.endswith((".txt", ".json")):
            write("cluster", body)
        for line in body.splitlines():
            if "$" in line:
                write("interpolation", line.strip())
            if "mailu-lint:" in line:
                write("suppressions", line.split("mailu-lint:")[1])
            for network in re.findall(r"\[?[0-9a-fA-F:.]{3,}\]?/[0-9]+", line):
                write("network", network + "\n10.0.0.0/8")


def examples(page):
    """The files of each example of a page, one deployment a heading."""
    for section in re.split(r"^##+ ", page, flags=re.M):
        files = re.findall(r"^```\w+ file=(\S+)[^\n]*\n(.*?)^```", section, flags=re.M | re.S)
        if files:
            yield files


for page in sorted([*root.glob("docs/rules/*.md"), *root.glob("tests/rules/*.md")]):
    for files in examples(page.read_text()):
        write_files(files)
for folder in sorted(p for p in root.glob("fixtures/deployments/*") if p.is_dir()):
    files = [(p.name, p.read_text(errors="surrogateescape")) for p in sorted(folder.iterdir()) if p.is_file()]
    write_files([(name, body) for name, body in files if name.endswith((".yml", ".yaml", ".env", ".txt", ".json"))])
oracle = root / "fixtures/oracle"
for number, case in enumerate(json.loads((oracle / "corpus.json").read_text())):
    files = [(name, body) for name, body in case["files"].items() if isinstance(body, str)]
    write_files(files + [("project", " ".join(case["use"]))], everywhere=number % 4 == 0)
for row in json.loads((oracle / "dotenv-table.json").read_text())["rows"]:
    write("dotenv", row["src_latin1"], "latin-1")
for row in json.loads((oracle / "interp-table.json").read_text())["rows"]:
    write("interpolation", row["expr"])
# What the pages of the rules seldom have, in deployments that the others are made from.
for part in (root / "tests/fuzz/composition.txt").read_text().split("@@\n")[1:]:
    sections = re.split(r"^=== (\S+)\n", part, flags=re.M)[1:]
    write_files(list(zip(sections[::2], sections[1::2])))
for page in ("docs/configuration.md", "docs/suppressions.md"):
    for body in re.findall(r"^```yaml[^\n]*\n(.*?)^```", (root / page).read_text(), flags=re.M | re.S):
        write("configuration", body)
# Small texts are changed more thoroughly.
for text in ("a: b", "a: b # c", "a:b: c", "- a\n- b: c\n  d:\n    e", "a: 'b c' # d", 'a: ["b", \'c\', [d], {e: f}, {}]', "a: [b, c]",
             "a: {b: c, d: e}", "a:\n- b\n-\nc:\n", "---\na: null", '"a": "b"\n\'c\': \'\'', "a: &b {c: d}\ne: *b\n<<: *b", "a: |\n  b\n  c\nd: >-\n  e",
             "? a\n: b", "a: !reset b", "a: -1\nb: 1:30\nc: 010\nd: true", "# a\n\n--- # b\nc:\n  # d\n"):
    write("yaml", text + "\n")
for network in ("::1/128\nfe80::/10", "[2001:db8::]/32\n::/0", "0.0.0.0/0\n255.255.255.255", "::ffff:10.0.0.1\n10.0.0.1/31"):
    write("network", network)
for text in ("${A:-${B:-${LONG}}}", "$A$$${EMPTY:?no}${UNKNOWN+x}", "${A-b}c}", "$A-alpine", "${A:?a:-b}", "$LONG$LONG"):
    write("interpolation", text)
for text in ("Content-Length: 2\r\n\r\n{}Content-Length: 9999\r\n\r\nx", "content-length:0\r\nA: b\r\n\r\nContent-Length: -1\r\n\r\n"):
    write("lsp", text)
for text in ("ignore[port-unquoted] until=2030-01-01 known", "ignore[a, b", "ignore", "ignore[image-latest] x"):
    write("suppressions", text)
print({p.name: len(list(p.iterdir())) for p in sorted(out.iterdir())})
