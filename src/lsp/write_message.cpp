#include <nlohmann/json.hpp>

#include <mailu_lint/version.hpp>

#include "lsp/messages.hpp"

namespace mailu_lint::lsp {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& message) {
  return message.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json json_of(const Id& id) {
  return std::visit([](const auto& value) { return Json(value); }, id);
}

Json json_of(Point point) {
  return {{"line", point.line}, {"character", point.character}};
}

Json json_of(const Range& range) {
  return {{"start", json_of(range.start)}, {"end", json_of(range.end)}};
}

Json json_of(const Diagnostic& diagnostic, const Abilities& abilities) {
  Json json = {{"range", json_of(diagnostic.range)},
               {"severity", static_cast<int>(diagnostic.level)},
               {"source", "mailu-lint"},
               {"message", diagnostic.message}};
  if (!diagnostic.rule.empty()) json["code"] = diagnostic.rule;
  if (!diagnostic.url.empty()) json["codeDescription"] = {{"href", diagnostic.url}};
  constexpr int unnecessary = 1;
  if (diagnostic.superfluous && abilities.tags) json["tags"] = Json::array({unnecessary});
  if (diagnostic.related.empty()) return json;
  Json& related = json["relatedInformation"] = Json::array();
  for (const Diagnostic::Related& other : diagnostic.related) {
    related.push_back({{"location", {{"uri", other.location.uri}, {"range", json_of(other.location.range)}}},
                       {"message", other.message}});
  }
  return json;
}

Json json_of(const std::vector<TextEdit>& edits) {
  Json json = Json::array();
  for (const TextEdit& edit : edits) json.push_back({{"range", json_of(edit.range)}, {"newText", edit.text}});
  return json;
}

Json edit_of(const CodeAction& action, const Abilities& abilities) {
  Json json = Json::object();
  for (const FileEdits& file : action.files) {
    if (abilities.document_changes) {
      const Json version = file.version ? Json(*file.version) : Json();
      json["documentChanges"].push_back(
          {{"textDocument", {{"uri", file.uri}, {"version", version}}}, {"edits", json_of(file.edits)}});
    } else {
      json["changes"][file.uri] = json_of(file.edits);
    }
  }
  return json;
}

std::string answer(const Id& id, Json result) {
  return text_of({{"jsonrpc", "2.0"}, {"id", json_of(id)}, {"result", std::move(result)}});
}

std::string notification(const char* method, Json params) {
  return text_of({{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}});
}

}  // namespace

std::string initialize_answer(const Id& id, const Abilities& abilities) {
  constexpr int incremental = 2;
  const Json sync = {{"openClose", true}, {"change", incremental}, {"save", Json::object({{"includeText", false}})}};
  const Json actions = {{"codeActionKinds", Json::array({"quickfix"})}};
  return answer(id, {{"capabilities",
                      {{"positionEncoding", abilities.utf8 ? "utf-8" : "utf-16"},
                       {"textDocumentSync", sync},
                       {"hoverProvider", true},
                       {"codeActionProvider", actions}}},
                     {"serverInfo", {{"name", "mailu-lint"}, {"version", version()}}}});
}

std::string null_answer(const Id& id) {
  return answer(id, nullptr);
}

std::string error_answer(const std::optional<Id>& id, int code, const std::string& reason) {
  return text_of({{"jsonrpc", "2.0"},
                  {"id", id ? json_of(*id) : Json()},
                  {"error", {{"code", code}, {"message", "mailu-lint: " + reason}}}});
}

std::string hover_answer(const Id& id, const std::optional<Hover>& hover) {
  if (!hover) return null_answer(id);
  return answer(id, {{"contents", {{"kind", hover->markdown ? "markdown" : "plaintext"}, {"value", hover->text}}},
                     {"range", json_of(hover->range)}});
}

std::string actions_answer(const Id& id, const std::vector<CodeAction>& actions, const Abilities& abilities) {
  Json list = Json::array();
  for (const CodeAction& action : actions) {
    list.push_back({{"title", action.title},
                    {"kind", "quickfix"},
                    {"diagnostics", Json::array({json_of(action.diagnostic, abilities)})},
                    {"isPreferred", action.preferred},
                    {"edit", edit_of(action, abilities)}});
  }
  return answer(id, std::move(list));
}

std::string diagnostics_message(const std::string& uri, std::optional<std::int64_t> version,
                                const std::vector<Diagnostic>& diagnostics, const Abilities& abilities) {
  Json list = Json::array();
  for (const Diagnostic& diagnostic : diagnostics) list.push_back(json_of(diagnostic, abilities));
  Json params = {{"uri", uri}};
  if (version) params["version"] = *version;
  params["diagnostics"] = std::move(list);
  return notification("textDocument/publishDiagnostics", std::move(params));
}

std::string warning_message(const std::string& text) {
  constexpr int warning = 2;
  return notification("window/showMessage", {{"type", warning}, {"message", "mailu-lint: " + text}});
}

std::string watch_request() {
  Json watchers = Json::array();
  for (const char* pattern : {"**/*.{yml,yaml}", "**/*.env", "**/.env*", "**/*.env.*"}) {
    watchers.push_back({{"globPattern", pattern}});
  }
  const Json registration = {{"id", "files"},
                             {"method", "workspace/didChangeWatchedFiles"},
                             {"registerOptions", {{"watchers", std::move(watchers)}}}};
  return text_of({{"jsonrpc", "2.0"},
                  {"id", "mailu-lint: watch files"},
                  {"method", "client/registerCapability"},
                  {"params", {{"registrations", Json::array({registration})}}}});
}

}  // namespace mailu_lint::lsp
