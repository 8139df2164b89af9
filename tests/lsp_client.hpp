// A client of the language server without pipes: messages go in, and what comes out is looked at.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/options.hpp"
#include "lsp/messages.hpp"
#include "lsp/server.hpp"
#include "lsp/uris.hpp"
#include "temporary_folder.hpp"

namespace mailu_lint::test {

using Json = nlohmann::json;

inline constexpr std::string_view stack =
    "services:\n"
    "  front:\n"
    "    image: ghcr.io/mailu/nginx:1.9\n"
    "    ports:\n"
    "      - {target: 25, published: 25}\n"
    "    deploy: {replicas: 1}\n"
    "    env_file: mailu.env\n"
    "  smtp:\n"
    "    image: ghcr.io/mailu/postfix:1.9\n"
    "    env_file: mailu.env\n";
inline constexpr std::string_view open_relay = "DOMAIN=example.org\nRELAYNETS=10.0.0.0/16\n";

inline Input input_of(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "lsp");
  const Command command = parse_command_line(arguments);
  REQUIRE(std::holds_alternative<LspCommand>(command));
  return std::get<LspCommand>(command).input;
}

/// A client in a folder, which is where the server is started.
class Client {
 public:
  explicit Client(std::vector<const char*> arguments = {}, const Json& capabilities = Json::object(),
                  const std::string& folder_name = "mail ü [prod]")
      : root_(folder_ / folder_name),
        server_(input_of(std::move(arguments)), [this](const std::string& body) { take(Json::parse(body)); }) {
    std::filesystem::create_directories(root_);
    std::filesystem::create_directories(root_ / ".git");
    request("initialize", {{"rootUri", uri("")}, {"capabilities", capabilities}});
    tell("initialized", Json::object());
  }

  std::string uri(const std::string& name) const { return lsp::uri_of_path((root_ / name).string()); }
  void write(const std::string& name, std::string_view text) const {
    folder_.write(std::filesystem::relative(root_ / name, folder_.path()).string(), text);
  }

  Json request(const std::string& method, const Json& params) {
    answer_ = Json();
    server_.handle(lsp::read_message(Json{{"id", ++id_}, {"method", method}, {"params", params}}.dump()));
    CHECK(answer_.value("id", 0) == id_);
    return answer_.contains("result") ? answer_["result"] : answer_.value("error", Json());
  }
  void tell(const std::string& method, const Json& params) {
    server_.handle(lsp::read_message(Json{{"method", method}, {"params", params}}.dump()));
  }
  void open(const std::string& name, std::string_view text) {
    tell("textDocument/didOpen", {{"textDocument", {{"uri", uri(name)}, {"version", 1}, {"text", text}}}});
  }
  void change(const std::string& name, int version, const Json& change) {
    tell("textDocument/didChange",
         {{"textDocument", {{"uri", uri(name)}, {"version", version}}}, {"contentChanges", {change}}});
  }
  void close(const std::string& name) { tell("textDocument/didClose", {{"textDocument", {{"uri", uri(name)}}}}); }
  /// The diagnostics of a file as the client shows them: `rule@line:character`, in the order of the server.
  std::string shown(const std::string& name) {
    std::string all;
    for (const Json& one : diagnostics(name)) {
      const Json& start = one["range"]["start"];
      all += (all.empty() ? "" : " ") + one.value("code", "problem") + '@' + start["line"].dump() + ':' +
             start["character"].dump();
    }
    return all;
  }
  Json diagnostics(const std::string& name) {
    server_.catch_up();
    return published_[uri(name)].value("diagnostics", Json::array());
  }
  Json published(const std::string& name) const { return published_.at(uri(name)); }
  std::size_t publications() const { return publications_; }
  std::string titles(const std::string& name, int line) {
    std::string all;
    for (const Json& action : actions(name, line)) {
      all += (all.empty() ? "" : ", ") + action["title"].get<std::string>();
    }
    return all;
  }
  Json actions(const std::string& name, int line, const Json& context = {{"diagnostics", Json::array()}}) {
    const Json range = {{"start", {{"line", line}, {"character", 0}}}, {"end", {{"line", line}, {"character", 999}}}};
    return request("textDocument/codeAction",
                   {{"textDocument", {{"uri", uri(name)}}}, {"range", range}, {"context", context}});
  }
  Json hover(const std::string& name, int line, int character) {
    return request("textDocument/hover",
                   {{"textDocument", {{"uri", uri(name)}}}, {"position", {{"line", line}, {"character", character}}}});
  }

  std::vector<std::string> messages{};  ///< of window/showMessage
  std::vector<Json> requests{};         ///< of the server
  lsp::Server& server() { return server_; }

 private:
  void take(const Json& message) {
    const std::string method = message.value("method", "");
    CHECK(message.value("jsonrpc", "") == "2.0");
    if (method == "textDocument/publishDiagnostics") {
      published_[message["params"]["uri"]] = message["params"];
      ++publications_;
    } else if (method == "window/showMessage") {
      messages.push_back(message["params"]["message"]);
    } else if (!method.empty()) {
      requests.push_back(message);
    } else {
      answer_ = message;
    }
  }

  CurrentDirectory back_{std::filesystem::current_path()};
  TemporaryFolder folder_;
  std::filesystem::path root_;
  lsp::Server server_;
  std::map<std::string, Json> published_;
  std::size_t publications_ = 0;
  Json answer_;
  int id_ = 0;
};

}  // namespace mailu_lint::test
