#include "lsp/positions.hpp"

#include <algorithm>

#include "report/unicode.hpp"

namespace mailu_lint::lsp {
namespace {

/// Where the line begins, counted from 0; the end of the text when there are fewer. Lines end at LF, CRLF or a lone CR.
std::size_t line_start(std::string_view text, std::uint32_t line) {
  std::size_t at = 0;
  for (; line > 0; --line) {
    const std::size_t end = text.find_first_of("\r\n", at);
    if (end == std::string_view::npos) return text.size();
    at = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  return at;
}

}  // namespace

std::size_t offset_of(std::string_view text, Point point, ColumnUnit unit) {
  const std::size_t begin = line_start(text, point.line);
  const std::string_view line = text.substr(begin, std::min(text.find_first_of("\r\n", begin), text.size()) - begin);
  if (unit == ColumnUnit::byte) return begin + std::min<std::size_t>(point.character, line.size());
  std::size_t at = 0;
  for (std::uint32_t left = point.character; left > 0 && at < line.size();) {
    const CodePoint code = decode_utf8(line, at);
    const std::uint32_t units = code.value >= 0x10000 ? 2 : 1;
    if (units > left) break;  // the middle of a surrogate pair
    left -= units;
    at += code.length;
  }
  return begin + at;
}

void apply_changes(std::string& text, const std::vector<Change>& changes, ColumnUnit unit) {
  for (const Change& change : changes) {
    if (!change.range) {
      text = change.text;
      continue;
    }
    const std::size_t begin = offset_of(text, change.range->start, unit);
    const std::size_t end = std::max(begin, offset_of(text, change.range->end, unit));
    text.replace(begin, end - begin, change.text);
  }
}

Range range_of(const Region& region) {
  const auto point = [](Position position) { return Point{position.line - 1, position.column - 1}; };
  return {point(region.start), point(region.end)};
}

}  // namespace mailu_lint::lsp
