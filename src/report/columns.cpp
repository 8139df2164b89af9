#include "report/columns.hpp"

#include <algorithm>
#include <string_view>

#include "report/unicode.hpp"

namespace mailu_lint {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Columns that `text` takes. A character that is cut at the end counts like an invalid byte does: as one.
std::uint32_t measure(std::string_view text, ColumnUnit unit) {
  std::uint32_t columns = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint code = decode_utf8(text, i);
    columns += unit == ColumnUnit::utf16 && code.value >= 0x10000 ? 2 : 1;
    i += code.length;
  }
  return columns;
}

}  // namespace

Position Columns::position(const SourceFile& file, std::uint32_t offset) {
  const Position bytes = file.position(offset);
  std::string_view line = file.line(bytes.line);
  std::uint32_t byte_column = std::min(bytes.column, static_cast<std::uint32_t>(line.size()) + 1);
  if (bytes.line == 1 && line.starts_with(byte_order_mark)) {
    line.remove_prefix(byte_order_mark.size());
    byte_column -= std::min<std::uint32_t>(byte_column - 1, byte_order_mark.size());
  }
  if (unit_ == ColumnUnit::byte) return {bytes.line, byte_column};
  byte_column = static_cast<std::uint32_t>(code_point_start(line, byte_column - 1)) + 1;

  Place& last = last_[&file];
  if (last.line != bytes.line) last = {bytes.line, 1, 1};
  if (byte_column >= last.byte_column) {
    last.column += measure(line.substr(last.byte_column - 1, byte_column - last.byte_column), unit_);
  } else {
    last.column -= measure(line.substr(byte_column - 1, last.byte_column - byte_column), unit_);
  }
  last.byte_column = byte_column;
  return {bytes.line, last.column};
}

Region Columns::region(const SourceFile& file, Span span) {
  const Position start = position(file, span.begin);
  return {start, position(file, std::max(span.begin, span.end))};
}

Region Columns::first_line(const SourceFile& file, Span span) {
  return region(file, cut_to_first_line(file, span));
}

Span cut_to_first_line(const SourceFile& file, Span span) {
  const auto size = static_cast<std::uint32_t>(file.text().size());
  span.begin = std::min(span.begin, size);
  const Position start = file.position(span.begin);
  const std::uint32_t line_begin = span.begin - (start.column - 1);
  const std::uint32_t line_end = line_begin + static_cast<std::uint32_t>(file.line(start.line).size());
  span.begin = std::min(span.begin, line_end);
  span.end = std::clamp(span.end, span.begin, line_end);
  return span;
}

}  // namespace mailu_lint
