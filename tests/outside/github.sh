#!/usr/bin/env bash
# Annotations: every line is what GitHub's own toolkit writes for the same finding, and nothing else can begin a command.
source "$(dirname "$0")/lib.bash"
need_command node
need_node_tool @actions/core

cat >"$scratch/check.mjs" <<'JAVASCRIPT'
import { readFile } from "node:fs/promises";
const [tools, samples] = process.argv.slice(2);
const core = await import(`${tools}/@actions/core/lib/core.js`);

const unescape = (text) =>
  text.replace(/%(0A|0D|3A|2C|25)/g, (_, code) => String.fromCharCode(parseInt(code, 16)));
const parse = (line) => {
  const [, command, properties, message] = /^::(\w+) ([^:]*)::(.*)$/.exec(line) ?? [];
  if (!command) throw new Error(`no command: ${line}`);
  return { command, properties: properties.split(",").sort().join(","), message };
};
const toolkit = (write) => {
  let text = "";
  const original = process.stdout.write;
  process.stdout.write = (part) => (text += part, true);
  write();
  process.stdout.write = original;
  return parse(text.trimEnd());
};

const levels = [];
const lines = (await readFile(`${samples}/github`, "utf8")).trimEnd().split("\n");
for (const line of lines) {
  const ours = parse(line);
  const given = Object.fromEntries(ours.properties.split(",").map((pair) => {
    const [key, ...value] = pair.split("=");
    return [key, unescape(value.join("="))];
  }));
  const theirs = toolkit(() => core[ours.command](unescape(ours.message), {
    title: given.title, file: given.file,
    startLine: given.line, endLine: given.endLine, startColumn: given.col, endColumn: given.endColumn,
  }));
  if (JSON.stringify(ours) !== JSON.stringify(theirs)) {
    throw new Error(`ours ${JSON.stringify(ours)}, the toolkit's ${JSON.stringify(theirs)}`);
  }
  levels.push(ours.command);
}
if (levels.join() !== "error,error,warning,notice") throw new Error(`not the most severe first: ${levels}`);

// Other formats that go to the same log never begin a line with a command.
for (const format of ["text", "concise"]) {
  if (/^\s*(::|##\[)/m.test(await readFile(`${samples}/${format}`, "utf8"))) throw new Error(`${format}: a command`);
}
JAVASCRIPT
node "$scratch/check.mjs" "$node_tools" "$MAILU_LINT_SAMPLES" || fail "the annotations are not the toolkit's"
[[ ! -s $MAILU_LINT_SAMPLES/github-clean ]] || fail "annotations for a clean run"
