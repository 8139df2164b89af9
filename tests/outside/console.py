"""Runs the console blocks of a Markdown file and compares what they print with what the file says.

usage: console.py FILE ROOT FOLDER PROGRAM

A block that begins with ```console dir=FOLDER is run in a copy of ROOT/FOLDER; all such blocks of a file share the copy, so a
later one sees what an earlier one did. Blocks of other folders are passed over. A line that begins with `$ ` is a command for
bash, the lines below are its output, standard error included. With UPDATE_EXPECTED=1 the file is rewritten.
"""

import difflib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

LIMIT = 60  # seconds for one command


def run(command: str, folder: pathlib.Path, program: pathlib.Path) -> str:
    environment = {
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "TMPDIR": tempfile.gettempdir(),
    }
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=LIMIT, check=False)
    return done.stdout.decode()


def rewrite(text: str, wanted: str, folder: pathlib.Path, program: pathlib.Path) -> tuple[str, int]:
    lines, commands, inside = [], 0, False
    for line in text.splitlines():
        if line.startswith("```console dir="):
            inside = line.removeprefix("```console dir=") == wanted
            lines.append(line)
        elif inside and line == "```":
            inside = False
            lines.append(line)
        elif inside and line.startswith("$ "):
            commands += 1
            lines.append(line)
            lines += run(line.removeprefix("$ "), folder, program).rstrip("\n").splitlines()
        elif not inside:
            lines.append(line)
    return "\n".join(lines) + "\n", commands


def main() -> int:
    document, root, wanted = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
    program = pathlib.Path(sys.argv[4]).resolve()
    before = document.read_text()
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch) / pathlib.Path(wanted).name
        shutil.copytree(root / wanted, folder)
        folder.chmod(0o755)  # the original may be read-only
        after, commands = rewrite(before, wanted, folder, program)
    if commands == 0:
        print(f"{document.name} has no console block for {wanted}")
        return 1
    if before == after:
        return 0
    if os.environ.get("UPDATE_EXPECTED") == "1":
        document.write_text(after)
        print(f"{document.name} rewritten")
        return 0
    sys.stdout.writelines(difflib.unified_diff(before.splitlines(True), after.splitlines(True), document.name,
                                               "what is printed now"))
    return 1


if __name__ == "__main__":
    sys.exit(main())
