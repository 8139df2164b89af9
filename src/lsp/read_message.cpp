#include <algorithm>
#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "lsp/messages.hpp"

namespace mailu_lint::lsp {
namespace {

using Json = nlohmann::json;

/// The library throws when something is of another kind than was asked for; read_message() makes one answer of all.
using BadParams = Json::exception;

/// The value behind the keys; null when the way ends early.
const Json& look(const Json& json, std::initializer_list<const char*> keys) {
  static const Json none;
  const Json* at = &json;
  for (const char* key : keys) {
    if (!at->is_object()) return none;
    const auto found = at->find(key);
    if (found == at->end()) return none;
    at = &*found;
  }
  return *at;
}

bool is_true(const Json& json) {
  return json.is_boolean() && json.get<bool>();
}

bool lists(const Json& json, std::string_view word) {
  return json.is_array() && std::ranges::any_of(json, [&](const Json& item) { return item == word; });
}

std::string text_at(const Json& json, std::initializer_list<const char*> keys) {
  return look(json, keys).get<std::string>();
}

std::string text_or_empty(const Json& json) {
  return json.is_string() ? json.get<std::string>() : "";
}

std::uint32_t count_at(const Json& json, const char* key) {
  constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
  const std::uint64_t count = json.at(key).get_ref<const Json::number_unsigned_t&>();
  return static_cast<std::uint32_t>(std::min(count, most));
}

Point point_of(const Json& json) {
  return {count_at(json, "line"), count_at(json, "character")};
}

Range range_of(const Json& json) {
  Range range{point_of(json.at("start")), point_of(json.at("end"))};
  if (range.end < range.start) std::swap(range.start, range.end);
  return range;
}

Content read_initialize(const Json& params) {
  Initialize message;
  const Json& can = look(params, {"capabilities"});
  Abilities& abilities = message.abilities;
  abilities.utf8 = lists(look(can, {"general", "positionEncodings"}), "utf-8");
  abilities.markdown = lists(look(can, {"textDocument", "hover", "contentFormat"}), "markdown");
  abilities.document_changes = is_true(look(can, {"workspace", "workspaceEdit", "documentChanges"}));
  abilities.watches_files = is_true(look(can, {"workspace", "didChangeWatchedFiles", "dynamicRegistration"}));
  constexpr int unnecessary = 1;
  const Json& tags = look(can, {"textDocument", "publishDiagnostics", "tagSupport", "valueSet"});
  abilities.tags = tags.is_array() && std::ranges::any_of(tags, [](const Json& tag) { return tag == unnecessary; });
  const Json& folders = look(params, {"workspaceFolders"});
  if (folders.is_array() && !folders.empty()) message.root = text_or_empty(look(folders.front(), {"uri"}));
  if (message.root.empty()) message.root = text_or_empty(look(params, {"rootUri"}));
  return message;
}

Content read_open(const Json& params) {
  return DidOpen{text_at(params, {"textDocument", "uri"}),
                 look(params, {"textDocument", "version"}).get<std::int64_t>(),
                 text_at(params, {"textDocument", "text"})};
}

Content read_change(const Json& params) {
  DidChange message{.uri = text_at(params, {"textDocument", "uri"})};
  message.version = look(params, {"textDocument", "version"}).get<std::int64_t>();
  for (const Json& change : look(params, {"contentChanges"})) {
    const Json& range = look(change, {"range"});
    message.changes.push_back(
        {range.is_null() ? std::nullopt : std::optional(range_of(range)), text_at(change, {"text"})});
  }
  return message;
}

Content read_close(const Json& params) {
  return DidClose{text_at(params, {"textDocument", "uri"})};
}

Content read_hover(const Json& params) {
  return HoverRequest{text_at(params, {"textDocument", "uri"}), point_of(look(params, {"position"}))};
}

Content read_code_action(const Json& params) {
  CodeActionRequest message{.uri = text_at(params, {"textDocument", "uri"}),
                            .range = range_of(look(params, {"range"}))};
  const Json& only = look(params, {"context", "only"});
  message.quick_fixes = !only.is_array() || lists(only, "quickfix") || lists(only, "");
  return message;
}

Content read_cancel(const Json& params) {
  const Json& id = look(params, {"id"});
  return Cancel{id.is_string() ? Id(id.get<std::string>()) : Id(id.get<std::int64_t>())};
}

template <class T>
Content plain(const Json&) {
  return T{};
}

struct Method {
  std::string_view name{};
  Content (*read)(const Json& params) = nullptr;
};
constexpr std::array<Method, 12> methods = {{{"initialize", read_initialize},
                                             {"initialized", plain<Initialized>},
                                             {"shutdown", plain<Shutdown>},
                                             {"exit", plain<Exit>},
                                             {"textDocument/didOpen", read_open},
                                             {"textDocument/didChange", read_change},
                                             {"textDocument/didSave", plain<FilesChanged>},
                                             {"textDocument/didClose", read_close},
                                             {"workspace/didChangeWatchedFiles", plain<FilesChanged>},
                                             {"textDocument/hover", read_hover},
                                             {"textDocument/codeAction", read_code_action},
                                             {"$/cancelRequest", read_cancel}}};

Message unreadable(std::optional<Id> id, int code, std::string reason) {
  return {std::move(id), Unreadable{code, std::move(reason)}};
}

}  // namespace

Message read_message(std::string_view body) {
  const Json json = Json::parse(body, nullptr, false);
  if (json.is_discarded()) return unreadable(std::nullopt, error::parse, "the message is no JSON");
  if (!json.is_object()) return unreadable(std::nullopt, error::invalid_request, "the message is no object");
  Message message;
  const Json& id = look(json, {"id"});
  if (id.is_number_integer()) message.id = id.get<std::int64_t>();
  if (id.is_string()) message.id = id.get<std::string>();
  if (!message.id && json.contains("id") && json.contains("method")) {
    return unreadable(std::nullopt, error::invalid_request, "`id` is neither a number nor a text");
  }
  const Json& method = look(json, {"method"});
  if (method.is_null()) {
    if (json.contains("result") || json.contains("error")) return {std::nullopt, Answer{}};
    return unreadable(message.id, error::invalid_request, "`method` is missing");
  }
  if (!method.is_string()) return unreadable(message.id, error::invalid_request, "`method` is no text");
  const auto name = method.get<std::string>();
  const auto known = std::ranges::find(methods, name, &Method::name);
  if (known == methods.end()) {
    message.content = UnknownMethod{name};
    return message;
  }
  try {
    message.content = known->read(look(json, {"params"}));
  } catch (const BadParams&) {
    return unreadable(message.id, error::invalid_params,
                      "the parameters of `" + name + "` are not what they should be");
  }
  return message;
}

}  // namespace mailu_lint::lsp
