// Characters of UTF-8 text as Go's libraries see them, because docker's parsers are written in Go. A Unicode library
// would be exact about letters in every script; names of environment variables do not ask for that.
#pragma once

#include <cstddef>
#include <string_view>

namespace mailu_lint {

struct Character {
  char32_t value = 0;    ///< U+FFFD for a byte that is not UTF-8
  std::size_t size = 1;  ///< bytes; 1 for a byte that is not UTF-8
  bool valid = true;
};
/// The character at `pos`, which must be inside the text.
Character character_at(std::string_view text, std::size_t pos);
bool is_utf8(std::string_view text);

/// Go's unicode.IsSpace, line ends included.
bool is_space(char32_t c);
/// Go's unicode.IsLetter or IsNumber: exact below U+0250, by block above (symbols, punctuation, private use are none).
bool is_letter_or_number(char32_t c);

/// Where the first character at or behind `pos` that is not a space stands; the size of the text when there is none.
std::size_t skip_spaces(std::string_view text, std::size_t pos);
/// `end` without the spaces before it; not before `begin`.
std::size_t trim_spaces(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace mailu_lint
