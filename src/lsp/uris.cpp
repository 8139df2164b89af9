#include "lsp/uris.hpp"

#include "report/paths.hpp"
#include "resolve/paths.hpp"

namespace mailu_lint::lsp {
namespace {

constexpr std::string_view scheme = "file://";

std::optional<unsigned> digit_of(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  return std::nullopt;
}

/// A percent sign that begins no code stands for itself: some clients forget to encode it.
std::string decode(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto high = text[i] == '%' && i + 2 < text.size() ? digit_of(text[i + 1]) : std::nullopt;
    const auto low = high ? digit_of(text[i + 2]) : std::nullopt;
    if (low) {
      decoded += static_cast<char>(*high * 16 + *low);
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

}  // namespace

std::optional<std::string> path_of_uri(std::string_view uri) {
  if (!uri.starts_with(scheme)) return std::nullopt;
  uri.remove_prefix(scheme.size());
  constexpr std::string_view this_host = "localhost/";
  if (uri.starts_with(this_host)) uri.remove_prefix(this_host.size() - 1);
  if (!uri.starts_with('/')) return std::nullopt;
  const std::string path = decode(uri.substr(0, uri.find_first_of("?#")));
  if (path.find('\0') != std::string::npos) return std::nullopt;
  return clean_path(path);
}

std::string uri_of_path(std::string_view absolute) {
  return std::string(scheme) + percent_encode(absolute);
}

}  // namespace mailu_lint::lsp
