#include "mailu/lists.hpp"

#include <algorithm>

namespace mailu_lint {
namespace {

/// How many bytes of the written text come before the value: 0 when plain, 1 in quotes, nothing when they differ.
std::optional<std::size_t> quote_size(const Text& value) {
  const auto is_variable = [](const Via& step) {
    return step.kind == Via::Kind::variable || step.kind == Via::Kind::unset_variable;
  };
  if (std::ranges::any_of(value.via(), is_variable)) return std::nullopt;
  const std::size_t written = value.span().end - value.span().begin;
  const std::size_t size = value.docker_value().size();
  if (written == size) return 0;
  if (written == size + 2) return 1;
  return std::nullopt;
}

}  // namespace

Span part_of(const Text& value, std::size_t begin, std::size_t size) {
  const auto quote = quote_size(value);
  if (!quote) return value.span();
  const auto first = static_cast<std::uint32_t>(value.span().begin + *quote + begin);
  return value.span().part(first, first + static_cast<std::uint32_t>(size));
}

bool written_literally(const Text& value) {
  return quote_size(value).has_value();
}

std::vector<ListEntry> split_list(const Text& value, std::string_view separators) {
  std::vector<ListEntry> entries;
  if (!value.known()) return entries;
  const std::string_view text = value.docker_value();
  std::size_t begin = text.find_first_not_of(separators);
  while (begin != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_of(separators, begin), text.size());
    entries.push_back({std::string(text.substr(begin, end - begin)), part_of(value, begin, end - begin)});
    begin = text.find_first_not_of(separators, end);
  }
  return entries;
}

}  // namespace mailu_lint
