// JSON-RPC: the protocol's types from and to the text of messages. The only files of the server that know JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lsp/protocol.hpp"

namespace mailu_lint::lsp {

/// What cannot be understood is Unreadable: text that is no JSON, parameters that are missing or of another kind.
Message read_message(std::string_view body);

std::string initialize_answer(const Id& id, const Abilities& abilities);
std::string null_answer(const Id& id);
/// `id` is nothing when the request could not even be read so far.
std::string error_answer(const std::optional<Id>& id, int code, const std::string& reason);
std::string hover_answer(const Id& id, const std::optional<Hover>& hover);
std::string actions_answer(const Id& id, const std::vector<CodeAction>& actions, const Abilities& abilities);

/// `version` is nothing for a file that is not open.
std::string diagnostics_message(const std::string& uri, std::optional<std::int64_t> version,
                                const std::vector<Diagnostic>& diagnostics, const Abilities& abilities);
/// Something the user should see that belongs to no place in a file.
std::string warning_message(const std::string& text);
/// Asks to be told when files change on the disk.
std::string watch_request();

}  // namespace mailu_lint::lsp
