// UTF-8 as reporters need it: code points, how wide a terminal shows them, and what must not reach a terminal.
// libc's wcwidth was rejected: it depends on the locale, and the static binary has none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mailu_lint {

struct CodePoint {
  char32_t value = 0;       ///< U+FFFD for a byte that is not UTF-8
  std::uint8_t length = 1;  ///< bytes it takes in the text
  bool valid = true;
};

/// The code point at `offset`, which must be inside `text`. A byte that starts no valid sequence stands for itself.
CodePoint decode_utf8(std::string_view text, std::size_t offset);
void append_utf8(std::string& text, char32_t value);
/// The last offset at or before `offset` where a code point starts.
std::size_t code_point_start(std::string_view text, std::size_t offset);

/// Columns of a terminal: 0 for combining marks, 2 for East Asian wide characters and emoji, else 1.
unsigned display_width(char32_t value);
/// True for what a terminal would obey instead of showing: control characters and bidirectional overrides.
bool is_control(char32_t value);

enum class Charset : std::uint8_t { utf8, ascii };

/// What to print for a code point: itself, or a visible replacement for control characters, invalid bytes and, in
/// ASCII, everything above it.
std::string visible(const CodePoint& code, unsigned char first_byte, Charset charset);
/// A whole text made visible on one line.
std::string visible(std::string_view text, Charset charset);
/// `text` with every invalid byte replaced by U+FFFD: what JSON and XML may carry.
std::string valid_utf8(std::string_view text);

}  // namespace mailu_lint
