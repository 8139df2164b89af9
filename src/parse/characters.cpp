#include "parse/characters.hpp"

#include <algorithm>
#include <array>

namespace mailu_lint {
namespace {

constexpr Character stray_byte{.value = 0xFFFD, .size = 1, .valid = false};

struct Block {
  char32_t first;
  char32_t last;
};

// What is neither letter nor number. Below U+0250 exactly; above, blocks of symbols, punctuation, marks, private use.
constexpr std::array no_letters{
    Block{0x80, 0xA9},     Block{0xAB, 0xB1},       Block{0xB4, 0xB4},       Block{0xB6, 0xB8},
    Block{0xBB, 0xBB},     Block{0xBF, 0xBF},       Block{0xD7, 0xD7},       Block{0xF7, 0xF7},
    Block{0x2C2, 0x2C5},   Block{0x2D2, 0x2DF},     Block{0x2ED, 0x2ED},     Block{0x2EF, 0x36F},
    Block{0x1680, 0x1680}, Block{0x1FBD, 0x1FBD},   Block{0x2000, 0x206F},   Block{0x207A, 0x207E},
    Block{0x208A, 0x208F}, Block{0x20A0, 0x20FF},   Block{0x2190, 0x245F},   Block{0x249C, 0x24E9},
    Block{0x2500, 0x2775}, Block{0x2794, 0x2BFF},   Block{0x2E00, 0x2E2E},   Block{0x2E30, 0x3004},
    Block{0x3008, 0x3020}, Block{0x302A, 0x3030},   Block{0xD800, 0xF8FF},   Block{0xFE00, 0xFE6F},
    Block{0xFEFF, 0xFF0F}, Block{0xFF1A, 0xFF20},   Block{0xFF3B, 0xFF40},   Block{0xFF5B, 0xFF65},
    Block{0xFFE0, 0xFFFF}, Block{0x1F000, 0x1F0FF}, Block{0x1F10D, 0x1FBEF}, Block{0xE0000, 0x10FFFF},
};

}  // namespace

Character character_at(std::string_view text, std::size_t pos) {
  const auto byte = [&](std::size_t i) -> char32_t {
    return pos + i < text.size() ? static_cast<unsigned char>(text[pos + i]) : 0;
  };
  const auto tail = [&](std::size_t i) { return byte(i) & 0x3FU; };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80; };
  const char32_t lead = byte(0);
  if (lead < 0x80) return {.value = lead};
  // Unicode 15, table 3-7: no overlong forms, no surrogates, nothing past U+10FFFF.
  if (lead < 0xC2 || lead > 0xF4 || !continues(1)) return stray_byte;
  if (lead < 0xE0) return {.value = ((lead & 0x1FU) << 6U) | tail(1), .size = 2};
  if (!continues(2)) return stray_byte;
  if (lead < 0xF0) {
    const char32_t value = ((lead & 0x0FU) << 12U) | (tail(1) << 6U) | tail(2);
    return value < 0x800 || (value >= 0xD800 && value <= 0xDFFF) ? stray_byte : Character{.value = value, .size = 3};
  }
  if (!continues(3)) return stray_byte;
  const char32_t value = ((lead & 0x07U) << 18U) | (tail(1) << 12U) | (tail(2) << 6U) | tail(3);
  return value < 0x10000 || value > 0x10FFFF ? stray_byte : Character{.value = value, .size = 4};
}

bool is_utf8(std::string_view text) {
  for (std::size_t pos = 0; pos < text.size();) {
    const Character c = character_at(text, pos);
    if (!c.valid) return false;
    pos += c.size;
  }
  return true;
}

bool is_space(char32_t c) {
  return (c >= '\t' && c <= '\r') || c == ' ' || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_letter_or_number(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  const auto block = std::ranges::upper_bound(no_letters, c, {}, &Block::first);
  return block == no_letters.begin() || std::prev(block)->last < c;
}

std::size_t skip_spaces(std::string_view text, std::size_t pos) {
  while (pos < text.size()) {
    const Character c = character_at(text, pos);
    if (!is_space(c.value)) break;
    pos += c.size;
  }
  return pos;
}

std::size_t trim_spaces(std::string_view text, std::size_t begin, std::size_t end) {
  while (end > begin) {
    std::size_t start = end - 1;
    while (start > begin && end - start < 4 && (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80) --start;
    const Character c = character_at(text.substr(0, end), start);
    if (start + c.size != end || !is_space(c.value)) break;
    end = start;
  }
  return end;
}

}  // namespace mailu_lint
