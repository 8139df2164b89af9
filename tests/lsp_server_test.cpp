// The language server as a client meets it: diagnostics, hover, states. Quick fixes have a file of their own.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "lsp_client.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

namespace {

const Json only = Json::parse(R"({"textDocument":{"hover":{"contentFormat":["markdown"]}}})");

}  // namespace

TEST_CASE("lsp: both ends of a finding between two files, as the texts change") {
  Client client({"--select=open-relay-ingress"});
  client.write("docker-stack.yml", stack);
  client.write("mailu.env", "DOMAIN=example.org\n");
  client.open("mailu.env", "DOMAIN=example.org\n");
  CHECK(client.shown("mailu.env") == "");
  CHECK(client.published("mailu.env")["version"] == 1);  // told to be clean

  client.change("mailu.env", 2, {{"text", open_relay}});
  CHECK(client.shown("mailu.env") == "open-relay-ingress@1:10");
  CHECK(client.published("mailu.env")["version"] == 2);
  CHECK(client.shown("docker-stack.yml") == "open-relay-ingress@4:8");
  CHECK_FALSE(client.published("docker-stack.yml").contains("version"));  // it is not open

  const Json here = client.diagnostics("mailu.env")[0];
  CHECK(here["severity"] == 1);
  CHECK(here["source"] == "mailu-lint");
  CHECK(here["codeDescription"]["href"].get<std::string>().ends_with("/docs/rules/open-relay-ingress.md"));
  CHECK(here["relatedInformation"][0]["location"]["uri"] == client.uri("docker-stack.yml"));
  const Json there = client.diagnostics("docker-stack.yml")[0];
  CHECK(there["severity"] == 3);
  CHECK(there["relatedInformation"][0]["location"]["uri"] == client.uri("mailu.env"));
  CHECK(there["relatedInformation"][0]["location"]["range"] == here["range"]);

  // One letter: 10.0.0.0/16 becomes 18.0.0.0/16.
  client.change("mailu.env", 3,
                {{"range", {{"start", {{"line", 1}, {"character", 11}}}, {"end", {{"line", 1}, {"character", 12}}}}},
                 {"text", "8"}});
  CHECK(client.shown("mailu.env") == "");
  CHECK(client.shown("docker-stack.yml") == "");
}

TEST_CASE("lsp: files that are nowhere but in the editor") {
  Client client({"--select=open-relay-ingress"});
  client.open("docker-stack.yml", stack);
  CHECK(client.shown("docker-stack.yml") == "");
  client.open("mailu.env", open_relay);
  CHECK(client.shown("mailu.env") == "open-relay-ingress@1:10");
  CHECK(client.shown("docker-stack.yml") == "open-relay-ingress@4:8");
  CHECK(client.messages.empty());
  client.close("mailu.env");
  CHECK(client.shown("mailu.env") == "");
  CHECK(client.shown("docker-stack.yml") == "");
}

TEST_CASE("lsp: a file that is closed is what the disk says") {
  Client client({"--select=open-relay-ingress"});
  client.write("docker-stack.yml", stack);
  client.write("mailu.env", "DOMAIN=example.org\n");
  client.open("docker-stack.yml", stack);
  client.open("mailu.env", open_relay);
  CHECK(client.shown("mailu.env") != "");
  client.close("mailu.env");
  CHECK(client.shown("mailu.env") == "");
  client.write("mailu.env", open_relay);
  CHECK(client.shown("mailu.env") == "");  // nobody has told
  client.tell("workspace/didChangeWatchedFiles", {{"changes", Json::array()}});
  CHECK(client.shown("mailu.env") == "open-relay-ingress@1:10");
  client.close("docker-stack.yml");
  CHECK(client.shown("mailu.env") == "");  // no open file has a part in it
  CHECK(client.shown("docker-stack.yml") == "");
}

TEST_CASE("lsp: nothing is said twice, and many changes are linted once") {
  Client client({"--select=open-relay-ingress"});
  client.write("docker-stack.yml", stack);
  client.open("mailu.env", open_relay);
  CHECK(client.publications() == 0);
  CHECK(client.shown("mailu.env") != "");
  CHECK(client.publications() == 2);
  client.tell("textDocument/didSave", {{"textDocument", {{"uri", client.uri("mailu.env")}}}});
  CHECK(client.shown("mailu.env") != "");
  CHECK(client.publications() == 2);
  for (int version = 2; version < 10; ++version) client.change("mailu.env", version, {{"text", open_relay}});
  CHECK(client.shown("mailu.env") != "");
  CHECK(client.publications() == 3);  // of the new version; the other file is as it was
}

TEST_CASE("lsp: columns in the unit that was agreed upon") {
  struct Row {
    Json encodings;
    std::string place;
  };
  const Row rows[] = {
      {nullptr, "open-relay-ingress@10:40"},
      {Json::array({"utf-16"}), "open-relay-ingress@10:40"},
      {Json::array({"utf-32", "utf-8", "utf-16"}), "open-relay-ingress@10:43"},
  };
  for (const Row& row : rows) {
    Client client({"--select=open-relay-ingress"}, {{"general", {{"positionEncodings", row.encodings}}}});
    client.open("docker-stack.yml", std::string(stack) + "    environment: {A: \"ü📬\", RELAYNETS: \"10.0.0.0/16\"}\n");
    CHECK(client.shown("docker-stack.yml") == row.place);
  }
}

TEST_CASE("lsp: hover shows the page of the rule") {
  for (const bool markdown : {true, false}) {
    Client client({"--select=open-relay-ingress"}, markdown ? only : Json::object());
    client.write("docker-stack.yml", stack);
    client.open("docker-stack.yml", stack);
    client.open("mailu.env", open_relay);
    const Json page = client.hover("mailu.env", 1, 12);
    CHECK(page["contents"]["kind"] == (markdown ? "markdown" : "plaintext"));
    CHECK(page["contents"]["value"].get<std::string>().starts_with("# open-relay-ingress\n"));
    CHECK(page["range"]["start"]["character"] == 10);
    CHECK(client.hover("docker-stack.yml", 4, 10)["contents"] == page["contents"]);  // the other end
    CHECK(client.hover("mailu.env", 0, 3).is_null());
    CHECK(client.hover("other.env", 0, 3).is_null());
  }
}

TEST_CASE("lsp: the configuration counts as for check, also while it is written") {
  Client client;
  client.write(".mailu-lint.yaml", "select: [open-relay-ingress]\n");
  client.open("docker-stack.yml", stack);
  client.open("mailu.env", open_relay);
  CHECK(client.shown("mailu.env") == "open-relay-ingress@1:10");
  client.open(".mailu-lint.yaml", "select: [open-relay-ingress]\nseverity: {open-relay-ingress: note}\n");
  CHECK(client.shown("mailu.env") != "");
  CHECK(client.diagnostics("mailu.env")[0]["severity"] == 3);
  client.change(".mailu-lint.yaml", 2, {{"text", "ü: [x]\n"}});
  CHECK(client.shown(".mailu-lint.yaml") == "problem@0:0");
  CHECK(client.diagnostics(".mailu-lint.yaml")[0]["severity"] == 1);
  CHECK(client.messages.empty());
  client.change(".mailu-lint.yaml", 3, {{"text", "ignore: [relay]\nselect: [relay]\n"}});
  CHECK(client.shown(".mailu-lint.yaml") == "");
  CHECK(client.shown("mailu.env") == "");
}

TEST_CASE("lsp: what has no place is told once") {
  Client client({"--config=no-such-file.yaml", "--select=open-relay-ingress"});
  client.open("docker-stack.yml", stack);
  client.open("mailu.env", open_relay);
  for (int version = 2; version < 5; ++version) {
    client.change("mailu.env", version, {{"text", open_relay}});
    CHECK(client.shown("mailu.env") != "");
  }
  CHECK(client.messages == std::vector<std::string>{"mailu-lint: no-such-file.yaml: no such file"});
}

TEST_CASE("lsp: files that are not Mailu's, or no files at all, are left in peace") {
  Client client;
  client.open("docker-compose.yml", "services:\n  web:\n    image: nginx\n    ports: [::1:80:80]\n");
  client.open("notes.md", "services:\n  front:\n    image: mailu/nginx:1.9\n");
  client.open("broken.yml", "a: [\n");
  client.tell("textDocument/didOpen",
              {{"textDocument", {{"uri", "untitled:Untitled-1"}, {"version", 1}, {"text", stack}}}});
  for (const char* name : {"docker-compose.yml", "notes.md", "broken.yml"}) CHECK(client.shown(name) == "");
  CHECK(client.publications() == 3);
  CHECK(client.messages.empty());
}

TEST_CASE("lsp: a text that is too large is not linted") {
  Client client({"--max-file-size=100", "--select=open-relay-ingress"});
  client.open("docker-stack.yml", stack);
  CHECK(client.shown("docker-stack.yml") == "");
  REQUIRE(client.messages.size() == 1);
  CHECK(client.messages.front().ends_with("docker-stack.yml: is larger than --max-file-size allows"));
}

TEST_CASE("lsp: requests in each state of the server") {
  const auto code_of = [](lsp::Server& server, std::string& said, const std::string& body) {
    said.clear();
    server.handle(lsp::read_message(body));
    const Json answer = said.empty() ? Json::object() : Json::parse(said);
    return answer.contains("error") ? answer["error"]["code"].get<int>() : answer.contains("result") ? 0 : 1;
  };
  struct Row {
    std::string body;
    int code;  ///< 0: a result; 1: no answer
  };
  const std::string initialize = R"({"id":1,"method":"initialize","params":{"capabilities":{}}})";
  const Row rows[] = {
      {R"({"id":1,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///a"},
          "position":{"line":0,"character":0}}})",
       -32002},
      {R"({"id":1,"method":"no/such","params":{}})", -32002},
      {R"({"method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a","version":1,"text":""}}})", 1},
      {"{", -32700},
      {initialize, 0},
      {initialize, -32600},
      {R"({"method":"initialized","params":{}})", 1},
      {R"({"id":"a","method":"no/such","params":{}})", -32601},
      {R"({"method":"no/such","params":{}})", 1},
      {R"({"method":"$/progress","params":{"token":1,"value":{}}})", 1},
      {R"({"id":2,"method":"textDocument/hover","params":{}})", -32602},
      {R"({"method":"textDocument/didOpen","params":{}})", 1},
      {R"({"method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///unknown","version":2},
          "contentChanges":[{"text":"x"}]}})",
       1},
      {R"({"id":3,"method":"textDocument/didClose","params":{"textDocument":{"uri":"file:///a"}}})", -32600},
      {R"({"id":4,"result":null})", 1},
      {R"({"method":"$/cancelRequest","params":{"id":99}})", 1},
      {"[]", -32600},
      {R"({"id":5,"method":"shutdown"})", 0},
      {R"({"id":6,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///a"},
          "position":{"line":0,"character":0}}})",
       -32600},
      {R"({"id":7,"method":"shutdown"})", -32600},
      {R"({"method":"exit"})", 1},
  };
  std::string said;
  lsp::Server server(input_of({}), [&](const std::string& body) { said = body; });
  for (const Row& row : rows) {
    CAPTURE(row.body);
    CHECK_FALSE(server.has_ended());
    CHECK(code_of(server, said, row.body) == row.code);
  }
  CHECK(server.has_ended());
  CHECK(server.was_shut_down());

  lsp::Server rude(input_of({}), [](const std::string&) {});
  rude.handle(lsp::read_message(initialize));
  rude.handle(lsp::read_message(R"({"method":"exit"})"));
  CHECK(rude.has_ended());
  CHECK_FALSE(rude.was_shut_down());
}

TEST_CASE("lsp: the client is asked to watch files, if it can") {
  const Json can = {{"workspace", {{"didChangeWatchedFiles", {{"dynamicRegistration", true}}}}}};
  Client client({}, can);
  REQUIRE(client.requests.size() == 1);
  CHECK(client.requests[0]["method"] == "client/registerCapability");
  CHECK(Client().requests.empty());
}
