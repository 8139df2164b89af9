#include "resolve/image_reference.hpp"

#include <algorithm>

namespace mailu_lint {
namespace {

bool is_digit(char c) {
  return '0' <= c && c <= '9';
}
bool is_lower(char c) {
  return ('a' <= c && c <= 'z') || is_digit(c);
}
bool is_word(char c) {
  return is_lower(c) || ('A' <= c && c <= 'Z') || c == '_';
}

/// Runs of lower case letters and digits, joined by one dot, one or two underscores, or any number of dashes.
bool is_path_part(std::string_view text) {
  if (text.empty() || !is_lower(text.front()) || !is_lower(text.back())) return false;
  for (std::size_t i = 0; i < text.size();) {
    if (is_lower(text[i])) {
      ++i;
      continue;
    }
    const char c = text[i];
    std::size_t run = 0;
    while (i < text.size() && text[i] == c) ++i, ++run;
    const bool joins = c == '-' || (c == '.' && run == 1) || (c == '_' && run <= 2);
    if (!joins || !is_lower(text[i])) return false;
  }
  return true;
}

bool is_host(std::string_view text) {
  if (const std::size_t colon = text.rfind(':'); colon != std::string_view::npos && !text.ends_with(']')) {
    const std::string_view port = text.substr(colon + 1);
    if (port.empty() || !std::ranges::all_of(port, is_digit)) return false;
    text = text.substr(0, colon);
  }
  if (text.starts_with('[') && text.ends_with(']')) return true;
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return (is_word(c) && c != '_') || c == '.' || c == '-'; });
}

bool is_path(std::string_view path) {
  while (true) {
    const std::size_t slash = path.find('/');
    if (!is_path_part(path.substr(0, slash))) return false;
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

bool is_tag(std::string_view tag) {
  return !tag.empty() && tag.size() <= 128 && is_word(tag.front()) &&
         std::ranges::all_of(tag, [](char c) { return is_word(c) || c == '.' || c == '-'; });
}

bool is_digest(std::string_view digest) {
  const std::size_t colon = digest.find(':');
  return colon != std::string_view::npos && colon > 0 && digest.size() - colon - 1 >= 32 &&
         std::ranges::all_of(digest.substr(colon + 1), [](char c) { return is_word(c) && c != '_'; });
}

}  // namespace

bool is_image_reference(std::string_view text) {
  if (const std::size_t at = text.find('@'); at != std::string_view::npos) {
    if (!is_digest(text.substr(at + 1))) return false;
    text = text.substr(0, at);
  }
  // The first part is a host when it cannot be anything else: it has a dot or a colon, or is localhost.
  const std::size_t slash = text.find('/');
  const std::string_view first = text.substr(0, slash);
  if (slash != std::string_view::npos &&
      (first.find_first_of(".:") != std::string_view::npos || first == "localhost")) {
    if (!is_host(first)) return false;
    text.remove_prefix(slash + 1);
  }
  const std::size_t colon = text.rfind(':');
  if (colon != std::string_view::npos) {
    if (!is_tag(text.substr(colon + 1))) return false;
    text = text.substr(0, colon);
  }
  return text.size() <= 255 && is_path(text);
}

}  // namespace mailu_lint
