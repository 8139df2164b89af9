// file:// URIs and paths (RFC 8089).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mailu_lint::lsp {

/// The absolute path, cleaned. Nothing when the URI names no file of this machine.
std::optional<std::string> path_of_uri(std::string_view uri);
std::string uri_of_path(std::string_view absolute);

}  // namespace mailu_lint::lsp
