#include "parse/yaml_extent.hpp"

#include <algorithm>

namespace mailu_lint::yaml {
namespace {

Offset word_end(std::string_view text, Offset from) {
  while (!ends_word(at(text, from)) && !is_flow_indicator(at(text, from))) ++from;
  return from;
}

/// One line further: behind LF, CRLF or CR.
Offset next_line(std::string_view text, Offset line_ending) {
  if (at(text, line_ending) == '\r' && at(text, line_ending + 1) == '\n') return line_ending + 2;
  return std::min(line_ending + 1, static_cast<Offset>(text.size()));
}

Offset count_spaces(std::string_view text, Offset from) {
  Offset end = from;
  while (at(text, end) == ' ') ++end;
  return end - from;
}

/// Spaces before the first line of the value that is not blank: what the text has beyond the block's indentation.
Offset extra_indent(std::string_view value) {
  std::size_t line = 0;
  while (line < value.size()) {
    const std::size_t content = value.find_first_not_of(' ', line);
    if (content == std::string_view::npos) return 0;
    if (value[content] != '\n') return static_cast<Offset>(content - line);
    line = content + 1;
  }
  return 0;
}

bool document_marker(std::string_view line) {
  return (line.substr(0, 3) == "---" || line.substr(0, 3) == "...") && ends_word(at(line, 3));
}

}  // namespace

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

bool ends_word(char c) {
  return c == '\0' || is_blank(c) || is_line_end(c);
}

bool is_flow_indicator(char c) {
  return c == ',' || c == '[' || c == ']' || c == '{' || c == '}';
}

char at(std::string_view text, Offset offset) {
  return offset < text.size() ? text[offset] : '\0';
}

Offset skip_blanks(std::string_view text, Offset from) {
  while (is_blank(at(text, from))) ++from;
  return from;
}

Offset line_end(std::string_view text, Offset from) {
  const std::size_t end = text.find_first_of("\r\n", from);
  return static_cast<Offset>(std::min(end, text.size()));
}

Offset skip_gap(std::string_view text, Offset from) {
  for (;; ++from) {
    const char c = at(text, from);
    if (c == '#' && (from == 0 || ends_word(at(text, from - 1)))) from = line_end(text, from);
    if (!is_blank(at(text, from)) && !is_line_end(at(text, from))) return from;
  }
}

Offset name_end(std::string_view text, Offset sigil) {
  return word_end(text, sigil + 1);
}

Offset tag_end(std::string_view text, Offset mark) {
  if (at(text, mark + 1) != '<') return word_end(text, mark + 1);
  const std::size_t close = text.find('>', mark);
  return close == std::string_view::npos ? word_end(text, mark + 1) : static_cast<Offset>(close + 1);
}

std::optional<Offset> quoted_end(std::string_view text, Offset quote) {
  const char mark = at(text, quote);
  for (Offset i = quote + 1; i < text.size(); ++i) {
    if (mark == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == mark) {
      if (mark == '"' || at(text, i + 1) != mark) return i + 1;
      ++i;
    }
  }
  return std::nullopt;
}

Offset plain_end(std::string_view text, Offset begin, std::string_view value) {
  if (text.substr(begin, value.size()) == value) return begin + static_cast<Offset>(value.size());
  // Folding changes nothing but blanks and line ends, so the other characters lead the way.
  Offset end = begin;
  Offset from = begin;
  for (const char c : value) {
    if (is_blank(c) || is_line_end(c)) continue;
    while (is_blank(at(text, from)) || is_line_end(at(text, from))) ++from;
    if (at(text, from) != c) return end;
    end = ++from;
  }
  return end;
}

Offset block_scalar_end(std::string_view text, Offset indicator, std::string_view value) {
  const Offset header_end = line_end(text, indicator);
  Offset end = header_end;
  if (value.find_first_not_of(" \n") == std::string_view::npos) {
    while (end > indicator && is_blank(text[end - 1])) --end;
    return end;
  }
  std::optional<Offset> indent;
  for (Offset line = next_line(text, header_end); line < text.size();) {
    const Offset stop = line_end(text, line);
    const Offset spaces = count_spaces(text, line);
    if (line + spaces < stop) {
      if (!indent) indent = spaces - std::min(spaces, extra_indent(value));
      if (spaces < *indent || document_marker(text.substr(line, stop - line))) break;
      end = stop;
    }
    line = next_line(text, stop);
  }
  return end;
}

bool colon_follows(std::string_view text, Offset end) {
  const Offset colon = skip_blanks(text, end);
  return at(text, colon) == ':' && ends_word(at(text, colon + 1));
}

}  // namespace mailu_lint::yaml
