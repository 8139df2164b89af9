#!/usr/bin/env python3
"""Mutation testing: change one operator, constant, jump or call of the source at a time and see whether the unit tests notice.

  tests/mutation/mutate.py --sample 400 --seed 1     400 changes out of all of rules, src/resolve and src/mailu
  tests/mutation/mutate.py rules/tls_disabled.cpp    every change of one file
  tests/mutation/mutate.py --seed 1 --only-survivors what survived that run once more, after tests were added
  tests/mutation/mutate.py --seed 1 --report         the figures and survivors of a run, as Markdown

The same seed and the same source give the same changes. Results are written as they come, to build/mutation/seed-N.jsonl; a
run that was interrupted goes on where it stopped. Everything happens in build/mutation, on a copy of the sources.

A change is killed when a unit test fails, crashes, or takes ten times its time. One that does not compile does not count.
One that the compiler turns into the same code as the original is equivalent; so are those that survivors.md, beside this
script, explains as such. Not asked are ctest's other tests, and what unit tests learn by starting the program: that stays
unchanged.
"""
import argparse
import fcntl
import fnmatch
import hashlib
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import time

from points import find_points

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "mutation"
SOURCE, BUILD = WORK / "source", WORK / "build"
DEFAULT_PATHS = ["rules/*.cpp", "src/resolve/*.cpp", "src/mailu/*.cpp"]
# No part of it can be told from the outside: a table of the build.
LEFT_OUT = ["rules/registry.cpp"]

# Filters of doctest, tried in this order: what is likely to notice, everything else that is quick, what is slow or asks a
# program that is unchanged.
SLOW = "limits: each is*,a syntax error at any line*"
UNCHANGED = "git agrees*,program:*,secrets: the program*"
LIKELY = {"rules": "the examples of*,deployments: what*", "src/mailu": "the examples of*,deployments: what*",
          "src/resolve": "oracle*"}


def stages(path):
    likely = LIKELY.get(str(pathlib.PurePath(path).parent), "oracle*")
    yield [f"--test-case={likely}"]
    yield [f"--test-case-exclude={likely},{SLOW},{UNCHANGED}"]
    yield [f"--test-case={SLOW}"]


def sync():
    """Copies what git knows or would add, and leaves alone what is the same: a build after that is short."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True,
                            stdout=subprocess.PIPE, text=True).stdout.split("\0")
    wanted = {name for name in listed if name and (ROOT / name).is_file()}
    for name in sorted(wanted):
        target = SOURCE / name
        if not target.exists() or target.read_bytes() != (ROOT / name).read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target)
            shutil.copymode(ROOT / name, target)
    for target in SOURCE.rglob("*"):
        if target.is_file() and str(target.relative_to(SOURCE)) not in wanted:
            target.unlink()


class Bench:
    """A build of the unchanged source, and what is needed to put one changed object into it."""

    def __init__(self, jobs):
        sync()
        environment = {**os.environ, "CCACHE_DISABLE": "1"}
        run = lambda *command: subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
        linker = "-fuse-ld=mold" if shutil.which("mold") else ""
        run("cmake", "-S", SOURCE, "-B", BUILD, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=", "-DCMAKE_CXX_FLAGS=-O1 -g0 -w",
            f"-DCMAKE_EXE_LINKER_FLAGS={linker}")
        run("cmake", "--build", BUILD, "--target", "mailu-lint-tests", "-j", str(jobs))
        commands = json.loads((BUILD / "compile_commands.json").read_text())
        self.compilers = {str(pathlib.Path(c["file"]).relative_to(SOURCE)): c["command"] for c in commands
                          if pathlib.Path(c["file"]).is_relative_to(SOURCE)}
        self.linker = subprocess.run(["ninja", "-t", "commands", "mailu-lint-tests"], cwd=BUILD, check=True, text=True,
                                     stdout=subprocess.PIPE).stdout.splitlines()[-1]
        self.seconds, self.originals = {}, {}

    def compile(self, path, text):
        """The object's digest, or nothing. Always from the same name, so that equal code is equal bytes."""
        changed = WORK / "changed.cpp"
        changed.write_text(text)
        command = self.compilers[path].split(" -o ")[0]
        here = (SOURCE / path).parent
        # As in a debug build, where tests run: reading past the end of a container is a crash.
        done = subprocess.run(f"{command} -D_GLIBCXX_ASSERTIONS -iquote {here} -o {WORK}/changed.o -c {changed}", shell=True, cwd=BUILD,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return None if done.returncode else hashlib.sha256((WORK / "changed.o").read_bytes()).hexdigest()

    def link(self):
        """The changed object comes before the archive, whose member of the same names the linker then leaves out."""
        program = " -o tests/mailu-lint-tests "
        if program not in self.linker:
            sys.exit(f"no program to replace: {self.linker}")
        command = self.linker.replace(program, f" -o {WORK}/changed-tests {WORK}/changed.o ", 1)
        subprocess.run(command, shell=True, cwd=BUILD, check=True)

    def test(self, program, filters, limit):
        """What ended the run, or nothing where every test passed."""
        try:
            done = subprocess.run([program, *filters, "--abort-after=1", "--no-colors"], cwd=BUILD / "tests", timeout=limit,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        except subprocess.TimeoutExpired:
            return "takes too long"
        if done.returncode == 0:
            return None
        output = done.stdout.decode(errors="replace")
        names = re.findall(r"^TEST CASE: +(.*)", output.partition(" ERROR: ")[0], re.M)
        return names[-1] if names else f"ends with {done.returncode}"

    def measure(self, path):
        """How long the stages take unchanged; here no test may fail."""
        for filters in stages(path):
            if filters[0] not in self.seconds:
                start = time.monotonic()
                failed = self.test(BUILD / "tests" / "mailu-lint-tests", filters, None)
                if failed:
                    sys.exit(f"the unchanged source fails: {failed}")
                self.seconds[filters[0]] = time.monotonic() - start

    def judge(self, mutant, text):
        path = mutant["file"]
        self.measure(path)
        digest = self.compile(path, text)
        if not digest:
            return {"fate": "no program"}
        self.link()
        for filters in stages(path):
            killer = self.test(WORK / "changed-tests", filters, 10 + 10 * self.seconds[filters[0]])
            if killer:
                return {"fate": "killed", "by": killer}
        if path not in self.originals:
            self.originals[path] = self.compile(path, (SOURCE / path).read_text())
        return {"fate": "same code" if digest == self.originals[path] else "SURVIVED"}


def all_mutants(root, paths):
    """Every change, and the text that it makes. `key` outlives lines that move."""
    files = sorted({p for path in paths for p in root.glob(path)})
    for file in files:
        name = str(file.relative_to(root))
        if name in LEFT_OUT:
            continue
        source, seen = file.read_text(), {}
        for point in find_points(source):
            begin = source.rfind("\n", 0, point.begin) + 1
            line = source[begin:source.find("\n", begin)].strip()
            before = " ".join(source[point.begin:point.end].split())
            key = [name, line, before, " ".join(point.after.split())]
            # The same change of the same line further on.
            number = seen[tuple(key)] = seen.get(tuple(key), 0) + 1
            mutant = {"file": name, "line": source.count("\n", 0, point.begin) + 1, "operator": point.operator,
                      "before": before, "after": key[3], "text": line, "key": "\t".join([*key, str(number)])}
            yield mutant, source[:point.begin] + point.after + source[point.end:]


def read_results(file):
    """By key; the last word counts."""
    rows = [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []
    return {row["key"]: row for row in rows}


def read_reasons(text):
    """Of survivors.md: a heading names the file, an indented line is the source's, a point tells of a change of it."""
    reasons, file, line = [], "", ""
    for row in text.splitlines():
        if row.startswith("## "):
            file = row[3:].strip()
        elif row.startswith("    "):
            line = row.strip()
        elif match := re.fullmatch(r"- `` (.*?) `` → `` (.*?) ``: (equivalent|accepted), (.*)", row):
            reasons.append((file, line, *match.groups()))
    return reasons


def reason_for(row, reasons):
    """The kind of the reason, and the reason. `*` stands for any text in a change, `(nothing)` for an empty one."""
    for file, line, before, after, kind, reason in reasons:
        if (row["file"], row["text"]) == (file, line) and all(
                fnmatch.fnmatchcase(row[side] or "(nothing)", re.sub(r"([\[?])", r"[\1]", pattern))
                for side, pattern in (("before", before), ("after", after))):
            return kind, reason
    return "", ""


def percent(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else "none"


def is_equivalent(row, reasons):
    return row["fate"] == "same code" or row["fate"] == "SURVIVED" and reason_for(row, reasons)[0] == "equivalent"


def figures(name, rows, reasons):
    compiled = [row for row in rows if row["fate"] != "no program"]
    meant = [row for row in compiled if not is_equivalent(row, reasons)]
    killed = sum(row["fate"] == "killed" for row in compiled)
    return f"| {name} | {len(compiled)} | {killed} | {percent(killed, len(compiled))} | {percent(killed, len(meant))} |"


def report(rows, reasons):
    folder_of = lambda row: str(pathlib.PurePath(row["file"]).parent)
    lines = ["| files | compiled | killed | of all | of those not equivalent |", "| --- | --- | --- | --- | --- |"]
    for folder in sorted({folder_of(row) for row in rows}):
        lines.append(figures(folder, [row for row in rows if folder_of(row) == folder], reasons))
    lines.append(figures("all", rows, reasons))
    count = lambda fate: sum(row["fate"] == fate for row in rows)
    equivalent = sum(is_equivalent(row, reasons) for row in rows)
    lines += ["", f"{len(rows)} changes; {count('no program')} do not compile, {equivalent} are equivalent "
                  f"({count('same code')} compile to the same code).", ""]
    survived = [row for row in rows if row["fate"] == "SURVIVED"]
    for row in sorted(survived, key=lambda row: (row["file"], row["line"])):
        kind, reason = reason_for(row, reasons)
        lines.append(f"- {row['file']}:{row['line']}: {row['operator']} `` {row['before'] or '(nothing)'} `` → "
                     f"`` {row['after'] or '(nothing)'} `` in `` {row['text']} ``" + (f": {kind}, {reason}" if kind else ""))
    return "\n".join(lines)


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=DEFAULT_PATHS, help=f"default: {' '.join(DEFAULT_PATHS)}")
    parser.add_argument("--sample", type=int, metavar="N", help="no more than N changes, chosen by chance")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="which ones, and the name of the file of results")
    parser.add_argument("--only-survivors", action="store_true", help="try those again that survived")
    parser.add_argument("--report", action="store_true", help="only show the results")
    parser.add_argument("--list", action="store_true", help="only show the changes that would be tried")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="for the build of the unchanged source")
    return parser.parse_args()


def main():
    options = parse_options()
    results = WORK / f"seed-{options.seed}.jsonl"
    known = read_results(results)
    reasons = read_reasons((ROOT / "tests/mutation/survivors.md").read_text())
    mutants = list(all_mutants(ROOT, options.paths))
    there = {mutant["key"] for mutant, _ in mutants}
    known = {key: row for key, row in known.items() if key in there}  # lines that changed since are other lines
    if options.report:
        return print(report(list(known.values()), reasons))
    random.Random(options.seed).shuffle(mutants)
    if options.only_survivors:
        again = {key for key, row in known.items() if row["fate"] == "SURVIVED"}
        mutants = [m for m in mutants if m[0]["key"] in again and reason_for(m[0], reasons)[0] != "equivalent"]
    else:
        mutants = [m for m in mutants[:options.sample] if m[0]["key"] not in known]
    if options.list:
        return print("\n".join(f"{m['file']}:{m['line']}: {m['operator']} {m['before']} → {m['after']}" for m, _ in mutants))
    WORK.mkdir(parents=True, exist_ok=True)
    lock = (WORK / "lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit("another run is at work in build/mutation")
    bench = Bench(options.jobs)
    for number, (mutant, text) in enumerate(mutants, 1):
        known[mutant["key"]] = mutant = {**mutant, **bench.judge(mutant, text)}
        with results.open("a") as out:
            out.write(json.dumps(mutant, ensure_ascii=False) + "\n")
        print(f"{number}/{len(mutants)} {mutant['file']}:{mutant['line']}: {mutant['before']} → {mutant['after']}: "
              f"{mutant['fate']} {mutant.get('by', '')}", flush=True)
    print(report(list(known.values()), reasons))


if __name__ == "__main__":
    main()
