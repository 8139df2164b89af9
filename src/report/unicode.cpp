#include "report/unicode.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace mailu_lint {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Unicode 15, EastAsianWidth W and F, with unassigned gaps between neighbours closed.
constexpr Range wide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0},
    {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267F, 0x267F},
    {0x2693, 0x2693},   {0x26A1, 0x26A1},   {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},
    {0x26CE, 0x26CE},   {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
    {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},
    {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x27B0, 0x27B0},   {0x27BF, 0x27BF},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},
    {0x2E80, 0x303E},   {0x3041, 0x3247},   {0x3250, 0x4DBF},   {0x4E00, 0xA4C6},   {0xA960, 0xA97C},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6B},   {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x16FE0, 0x18D08}, {0x1AFF0, 0x1B2FB}, {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF},
    {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F200, 0x1F320}, {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C},
    {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA}, {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0}, {0x1F3F4, 0x1F3F4},
    {0x1F3F8, 0x1F43E}, {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D}, {0x1F54B, 0x1F567},
    {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4}, {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5},
    {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6DF}, {0x1F6EB, 0x1F6EC}, {0x1F6F4, 0x1F7F0}, {0x1F90C, 0x1FAF8},
    {0x20000, 0x3FFFD},
};

// Combining marks and format characters of the scripts that people write configuration in, and joiners and selectors.
constexpr Range zero_width[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05BF}, {0x05C1, 0x05C2}, {0x05C4, 0x05C5},
    {0x0610, 0x061A}, {0x064B, 0x065F}, {0x0670, 0x0670}, {0x06D6, 0x06DC}, {0x06DF, 0x06E4}, {0x06E7, 0x06E8},
    {0x06EA, 0x06ED}, {0x093C, 0x093C}, {0x0941, 0x0948}, {0x094D, 0x094D}, {0x0E31, 0x0E31}, {0x0E34, 0x0E3A},
    {0x0E47, 0x0E4E}, {0x1AB0, 0x1ACE}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x2060, 0x2064}, {0x20D0, 0x20F0},
    {0x302A, 0x302D}, {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF},
};

template <std::size_t size>
bool in(const Range (&ranges)[size], char32_t value) {
  const auto after = std::upper_bound(std::begin(ranges), std::end(ranges), value,
                                      [](char32_t wanted, const Range& range) { return wanted < range.first; });
  return after != std::begin(ranges) && value <= std::prev(after)->last;
}

bool continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

std::string hexadecimal(unsigned long value, std::size_t digits) {
  constexpr std::string_view alphabet = "0123456789abcdef";
  std::string text;
  for (; value != 0 || text.size() < digits; value >>= 4U) text.push_back(alphabet[value & 0xFU]);
  std::ranges::reverse(text);
  return text;
}

}  // namespace

CodePoint decode_utf8(std::string_view text, std::size_t offset) {
  const auto first = static_cast<unsigned char>(text[offset]);
  if (first < 0x80) return {first, 1, true};
  constexpr CodePoint invalid{0xFFFD, 1, false};
  const std::uint8_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || offset + length > text.size()) return invalid;
  char32_t value = first & (0xFFU >> (length + 1U));
  for (std::size_t i = 1; i < length; ++i) {
    if (!continuation(text[offset + i])) return invalid;
    value = (value << 6U) | (static_cast<unsigned char>(text[offset + i]) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> smallest = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < smallest[length] || value > 0x10FFFF || surrogate) return invalid;
  return {value, length, true};
}

void append_utf8(std::string& text, char32_t value) {
  const auto byte = [&](char32_t bits) { text.push_back(static_cast<char>(static_cast<unsigned char>(bits))); };
  if (value < 0x80) {
    byte(value);
  } else if (value < 0x800) {
    byte(0xC0U | (value >> 6U));
    byte(0x80U | (value & 0x3FU));
  } else if (value < 0x10000) {
    byte(0xE0U | (value >> 12U));
    byte(0x80U | ((value >> 6U) & 0x3FU));
    byte(0x80U | (value & 0x3FU));
  } else {
    byte(0xF0U | (value >> 18U));
    byte(0x80U | ((value >> 12U) & 0x3FU));
    byte(0x80U | ((value >> 6U) & 0x3FU));
    byte(0x80U | (value & 0x3FU));
  }
}

std::size_t code_point_start(std::string_view text, std::size_t offset) {
  std::size_t start = std::min(offset, text.size());
  for (int i = 0; i < 3 && start > 0 && start < text.size() && continuation(text[start]); ++i) --start;
  if (start >= text.size()) return start;
  return start + decode_utf8(text, start).length > offset ? start : offset;
}

unsigned display_width(char32_t value) {
  if (value < 0x300) return 1;
  if (in(zero_width, value)) return 0;
  return in(wide, value) ? 2 : 1;
}

bool is_control(char32_t value) {
  const bool bidirectional = (value >= 0x202A && value <= 0x202E) || (value >= 0x2066 && value <= 0x2069) ||
                             value == 0x200E || value == 0x200F || value == 0x061C;
  const bool separator = value == 0x2028 || value == 0x2029;
  return value < 0x20 || (value >= 0x7F && value < 0xA0) || bidirectional || separator;
}

std::string visible(const CodePoint& code, unsigned char first_byte, Charset charset) {
  if (!code.valid) return charset == Charset::utf8 ? "\uFFFD" : "\\x" + hexadecimal(first_byte, 2);
  if (code.value < 0x20 || code.value == 0x7F) {
    if (charset == Charset::ascii) return "\\x" + hexadecimal(code.value, 2);
    std::string picture;
    append_utf8(picture, code.value == 0x7F ? U'\u2421' : 0x2400 + code.value);  // ␀ … ␡
    return picture;
  }
  if (is_control(code.value) || (charset == Charset::ascii && code.value >= 0x80)) {
    return "\\u{" + hexadecimal(code.value, 1) + "}";
  }
  std::string text;
  append_utf8(text, code.value);
  return text;
}

std::string visible(std::string_view text, Charset charset) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint code = decode_utf8(text, i);
    result += visible(code, static_cast<unsigned char>(text[i]), charset);
    i += code.length;
  }
  return result;
}

std::string valid_utf8(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint code = decode_utf8(text, i);
    if (code.valid) {
      result.append(text.substr(i, code.length));
    } else {
      append_utf8(result, 0xFFFD);
    }
    i += code.length;
  }
  return result;
}

}  // namespace mailu_lint
