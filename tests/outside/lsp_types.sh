#!/usr/bin/env bash
# The language server with the client library of VS Code: its connection, and its own checks of what an answer looks like.
source "$(dirname "$0")/lib.bash"
need_command node
need_node_tool vscode-languageserver-protocol

mkdir -p "$scratch/mail ü [prod]"
cp "$source_dir"/fixtures/example/{docker-stack.yml,mailu.env} "$scratch/mail ü [prod]"
cat >"$scratch/check.mjs" <<'JAVASCRIPT'
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
const [tools, program, folder] = process.argv.slice(2);
const protocol = (await import(`${tools}/vscode-languageserver-protocol/node.js`)).default;

const expect = (what, seen, wanted) => {
  if (JSON.stringify(seen) === JSON.stringify(wanted)) return;
  throw new Error(`${what}: ${JSON.stringify(seen)}, expected ${JSON.stringify(wanted)}`);
};
const every = (what, list, is) => {
  if (!list.length) throw new Error(`${what}: none`);
  for (const one of list) if (!is(one)) throw new Error(`${what}: not of the type: ${JSON.stringify(one)}`);
};
// As VS Code spells it: more is encoded than must be.
const uri = (name) => pathToFileURL(folder).href.replace("[", "%5B").replace("]", "%5D") + name;

const server = spawn(program, ["lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
const client = protocol.createProtocolConnection(
  new protocol.StreamMessageReader(server.stdout), new protocol.StreamMessageWriter(server.stdin));
client.onError((error) => { throw error; });
client.onUnhandledNotification((message) => { throw new Error(`not known: ${JSON.stringify(message)}`); });
const shown = new Map();
client.onNotification(protocol.PublishDiagnosticsNotification.type, (params) => {
  every("uri", [params.uri], protocol.URI.is);
  shown.set(params.uri, params.diagnostics);
});
let watched = [];
client.onRequest(protocol.RegistrationRequest.type, (params) => { watched = params.registrations; });
client.listen();

const started = await client.sendRequest(protocol.InitializeRequest.type, {
  processId: process.pid,
  rootUri: uri(""),
  workspaceFolders: [{ uri: uri(""), name: "mail" }],
  capabilities: {
    general: { positionEncodings: ["utf-8", "utf-16"] },
    textDocument: { hover: { contentFormat: ["markdown", "plaintext"] },
                    publishDiagnostics: { relatedInformation: true, versionSupport: true, tagSupport: { valueSet: [1, 2] } } },
    workspace: { workspaceEdit: { documentChanges: true }, didChangeWatchedFiles: { dynamicRegistration: true } },
  },
});
expect("encoding", started.capabilities.positionEncoding, "utf-8");
client.sendNotification(protocol.InitializedNotification.type, {});
for (const name of ["/docker-stack.yml", "/mailu.env"]) {
  const text = await readFile(folder + name, "utf8");
  const textDocument = { uri: uri(name), languageId: "yaml", version: 1, text };
  client.sendNotification(protocol.DidOpenTextDocumentNotification.type, { textDocument });
}
const textDocument = { uri: uri("/docker-stack.yml") };
const range = protocol.Range.create(0, 0, 9999, 0);
const actions = await client.sendRequest(protocol.CodeActionRequest.type, { textDocument, range, context: { diagnostics: [] } });
every("code action", actions, protocol.CodeAction.is);
const diagnostics = shown.get(uri("/docker-stack.yml"));
every("diagnostic", diagnostics, protocol.Diagnostic.is);
every("diagnostic of the env file", shown.get(uri("/mailu.env")), protocol.Diagnostic.is);
every("related place", diagnostics.flatMap((one) => one.relatedInformation ?? []), protocol.DiagnosticRelatedInformation.is);
every("documentation", diagnostics.map((one) => one.codeDescription), protocol.CodeDescription.is);
expect("files", [...shown.keys()].sort(), [uri("/docker-stack.yml"), uri("/mailu.env")]);
const hover = await client.sendRequest(protocol.HoverRequest.type, { textDocument, position: diagnostics[0].range.start });
every("hover", [hover], protocol.Hover.is);
expect("form of the hover", hover.contents.kind, "markdown");
expect("watching", watched.map((one) => one.method), ["workspace/didChangeWatchedFiles"]);
await client.sendRequest(protocol.ShutdownRequest.type);
const ended = new Promise((resolve) => server.on("exit", resolve));
await client.sendNotification(protocol.ExitNotification.type);
expect("exit status", await ended, 0);
client.dispose();
JAVASCRIPT
timeout 120 node "$scratch/check.mjs" "$node_tools" "$MAILU_LINT" "$scratch/mail ü [prod]" || fail "VS Code's library is not content"
