// Bytes to columns in the units of the formats, and what stands for text that cannot be shown.
#include "report/columns.hpp"

#include <doctest/doctest.h>

#include <string>

#include "report/unicode.hpp"

using namespace mailu_lint;

namespace {

std::uint32_t column(const std::string& text, std::uint32_t offset, ColumnUnit unit) {
  const SourceFile file("a", text);
  return Columns(unit).position(file, offset).column;
}

}  // namespace

TEST_CASE("columns in bytes, code points and UTF-16 units") {
  struct Row {
    std::string text;
    std::uint32_t offset;
    std::uint32_t byte, code_point, utf16;
  };
  const Row rows[] = {
      {"abc", 0, 1, 1, 1},
      {"abc", 3, 4, 4, 4},
      {"abc", 99, 4, 4, 4},  // past the end is the end
      {"ü=x", 3, 4, 3, 3},   // ü: two bytes
      {"📬=x", 5, 6, 3, 4},   // an emoji: four bytes, a surrogate pair
      {"ü📬=x", 7, 8, 4, 5},
      {"\xff\xfe=x", 3, 4, 4, 4},  // invalid bytes count one each
      {"\xEF\xBB\xBF"
       "a=x",
       5, 3, 3, 3},  // a byte order mark is no column
      {"\xEF\xBB\xBF"
       "a=x",
       0, 1, 1, 1},
      {"ü", 1, 2, 1, 1},  // inside a character: its beginning
      {"a\r\nüb", 5, 3, 2, 2},
      {"", 0, 1, 1, 1},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CAPTURE(row.offset);
    CHECK(column(row.text, row.offset, ColumnUnit::byte) == row.byte);
    CHECK(column(row.text, row.offset, ColumnUnit::code_point) == row.code_point);
    CHECK(column(row.text, row.offset, ColumnUnit::utf16) == row.utf16);
  }
}

TEST_CASE("columns do not depend on what was asked before") {
  const SourceFile file("a", "ü📬 \xff ü\nü x\r\n📬📬📬");
  Columns used(ColumnUnit::utf16);
  for (std::uint32_t step = 1; step < 12; ++step) {
    for (std::uint32_t i = 0, offset = 0; i < 30; ++i, offset = (offset + step) % 30) {
      CHECK(used.position(file, offset) == Columns(ColumnUnit::utf16).position(file, offset));
    }
  }
}

TEST_CASE("regions end where the span or its first line ends") {
  const SourceFile file("a", "ab\ncd\n");
  const Span span{FileId{}, 1, 5};
  Columns columns(ColumnUnit::code_point);
  CHECK(columns.region(file, span).end == Position{2, 3});
  CHECK(columns.first_line(file, span).end == Position{1, 3});
  CHECK(columns.first_line(file, {FileId{}, 2, 2}).start == Position{1, 3});
  CHECK(columns.first_line(file, {FileId{}, 77, 99}).end == Position{3, 1});
}

TEST_CASE("UTF-8 is decoded strictly") {
  struct Row {
    std::string_view bytes;
    char32_t value;
    unsigned length;
  };
  const Row rows[] = {
      {"a", 'a', 1},
      {"\xC3\xBC", 0xFC, 2},
      {"\xE2\x82\xAC", 0x20AC, 3},
      {"\xF0\x9F\x93\xAC", 0x1F4EC, 4},
      {"\xC0\x80", 0xFFFD, 1},          // overlong
      {"\xE0\x80\x80", 0xFFFD, 1},      // overlong
      {"\xED\xA0\x80", 0xFFFD, 1},      // a surrogate
      {"\xF4\x90\x80\x80", 0xFFFD, 1},  // beyond Unicode
      {"\xF5\x80\x80\x80", 0xFFFD, 1},
      {"\xE2\x82", 0xFFFD, 1},  // cut off
      {"\x80", 0xFFFD, 1},
  };
  for (const Row& row : rows) {
    CAPTURE(row.bytes);
    const CodePoint code = decode_utf8(row.bytes, 0);
    CHECK(code.value == row.value);
    CHECK(code.length == row.length);
  }
}

TEST_CASE("what a terminal would obey is made visible") {
  CHECK(visible("a\tb\x1b[0m\x7f\x9b", Charset::utf8) == "a␉b␛[0m␡\uFFFD");
  CHECK(visible("a\nb\xC2\x9B\u202E\u00FC", Charset::utf8) == "a␊b\\u{9b}\\u{202e}ü");
  CHECK(visible("\x1b\xff\u00FC📬", Charset::ascii) == "\\x1b\\xff\\u{fc}\\u{1f4ec}");
  CHECK(valid_utf8("a\xff\u00FC") == "a\uFFFDü");
}
