// The language server's quick fixes, as a client meets them: fixes of rules, and comments that suppress.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "lsp_client.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

TEST_CASE("lsp: quick fixes") {
  const std::string compose =
      "services:\n"
      "  front:\n"
      "    image: ghcr.io/mailu/nginx:2.0\n"
      "    ports:\n"
      "      - ::1:25:25\n"
      "      - \"25:25\"\n";
  Client client({"--select=port-ipv6-unbracketed"}, {{"workspace", {{"workspaceEdit", {{"documentChanges", true}}}}}});
  client.open("docker-compose.yml", compose);
  const Json actions = client.actions("docker-compose.yml", 4);
  REQUIRE(actions.size() == 2);
  CHECK(actions[0]["kind"] == "quickfix");
  CHECK(actions[0]["isPreferred"] == true);
  CHECK(actions[0]["diagnostics"][0] == client.diagnostics("docker-compose.yml")[0]);
  const Json edit = actions[0]["edit"]["documentChanges"][0];
  CHECK(edit["textDocument"] == Json{{"uri", client.uri("docker-compose.yml")}, {"version", 1}});
  client.change("docker-compose.yml", 2, {{"range", edit["edits"][0]["range"]}, {"text", edit["edits"][0]["newText"]}});
  CHECK(client.shown("docker-compose.yml") == "");
  CHECK(client.actions("docker-compose.yml", 4).empty());
}

TEST_CASE("lsp: an unsafe fix says so, and none carries a secret") {
  Client client({"--select=env-value-quoting"});
  client.open("docker-stack.yml", stack);
  client.open("mailu.env", "SITENAME=\"A B\"\nSECRET_KEY=\"Zq7hunter2abcdefgh\"\n");
  CHECK(client.shown("mailu.env") == "env-value-quoting@0:9 env-value-quoting@1:11");
  const std::string suppress = "Suppress env-value-quoting here; the reason is yours to write";
  CHECK(client.titles("mailu.env", 0) == "Write the value without quotes (unsafe: look at the result), " + suppress);
  CHECK(client.actions("mailu.env", 0)[0]["isPreferred"] == false);
  CHECK(client.titles("mailu.env", 1) == suppress);
}

TEST_CASE("lsp: a suppression hides the finding once it is in") {
  Client client({"--select=open-relay-ingress,suppression"});
  client.open("docker-stack.yml", stack);
  client.open("mailu.env", open_relay);
  const Json actions = client.actions("mailu.env", 1);
  REQUIRE(actions.size() == 1);
  CHECK(actions[0]["isPreferred"] == false);
  const Json edit = actions[0]["edit"]["changes"][client.uri("mailu.env")][0];
  CHECK(edit["newText"] == "# mailu-lint: ignore[open-relay-ingress] TODO: say why this is harmless here\n");
  client.change("mailu.env", 2, {{"range", edit["range"]}, {"text", edit["newText"]}});
  CHECK(client.shown("mailu.env") == "");
  CHECK(client.shown("docker-stack.yml") == "");
  CHECK(client.actions("docker-stack.yml", 4).empty());
  CHECK(client.actions("mailu.env", 1, {{"only", {"source.organizeImports"}}}).empty());
}

TEST_CASE("lsp: no suppression where a comment would be text") {
  Client client({"--select=yaml-syntax,variable-unset"});
  client.open("docker-compose.yml",
              "services:\n"
              "  front:\n"
              "    image: ghcr.io/mailu/nginx:2.0\n"
              "    entrypoint: |\n"
              "      run $UNSET\n"
              "    command: \"run\n"
              "      \\q\"\n");
  CHECK(client.shown("docker-compose.yml") == "variable-unset@3:16 yaml-syntax@6:8");
  CHECK(client.titles("docker-compose.yml", 3) == "Suppress variable-unset here; the reason is yours to write");
  CHECK(client.titles("docker-compose.yml", 6) == "");
}

TEST_CASE("lsp: suppressions that hide nothing are marked as superfluous") {
  for (const bool tags : {true, false}) {
    const Json can = {{"textDocument", {{"publishDiagnostics", {{"tagSupport", {{"valueSet", {1, 2}}}}}}}}};
    Client client({"--select=open-relay-ingress,suppression"}, tags ? can : Json::object());
    client.open("docker-stack.yml", stack);
    client.open("mailu.env", "# mailu-lint: ignore[open-relay-ingress] once\nDOMAIN=example.org\n");
    REQUIRE(client.shown("mailu.env") == "suppression-unused@0:21");
    CHECK(client.diagnostics("mailu.env")[0].contains("tags") == tags);
    CHECK(client.titles("mailu.env", 0) == "Remove the suppression");
  }
}
