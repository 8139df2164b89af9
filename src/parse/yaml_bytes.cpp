#include "parse/yaml_bytes.hpp"

#include <cstddef>
#include <cstring>

namespace mailu_lint::yaml {
namespace {

/// One character, or one stray byte.
struct Step {
  std::size_t size = 1;
  std::optional<ByteFault> fault{};
};

unsigned char byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

/// Eight bytes that are all printable ASCII need no second look. Tabs and line ends take the slow path.
bool eight_printable(std::string_view text, std::size_t at) {
  if (text.size() - at < 8) return false;
  std::uint64_t word = 0;
  std::memcpy(&word, text.data() + at, sizeof word);
  constexpr std::uint64_t ones = 0x0101'0101'0101'0101;
  constexpr std::uint64_t high = 0x8080'8080'8080'8080;
  const std::uint64_t below_blank = (word - ones * 0x20) & ~word;
  const std::uint64_t is_delete = word ^ (ones * 0x7F);
  return ((word | below_blank | (is_delete - ones)) & high) == 0;
}

/// Unicode 15, table 3-7: no overlong forms, no surrogates, nothing past U+10FFFF.
Step multi_byte(std::string_view text, std::size_t at) {
  const unsigned char lead = byte_at(text, at);
  const unsigned char second = byte_at(text, at + 1);
  const auto continues = [&](std::size_t i) { return (byte_at(text, at + i) & 0xC0) == 0x80; };
  const Step invalid{1, ByteFault::invalid_utf8};
  if (lead < 0xC2 || lead > 0xF4 || !continues(1)) return invalid;
  if (lead < 0xE0) {
    const bool c1_control = lead == 0xC2 && second < 0xA0 && second != 0x85;
    return {2, c1_control ? std::optional(ByteFault::control) : std::nullopt};
  }
  if (!continues(2)) return invalid;
  if (lead < 0xF0) {
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F)) return invalid;
    const unsigned char third = byte_at(text, at + 2);
    const bool not_a_character = lead == 0xEF && second == 0xBF && third >= 0xBE;
    return {3, not_a_character ? std::optional(ByteFault::control) : std::nullopt};
  }
  if (!continues(3) || (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) return invalid;
  return {4, std::nullopt};
}

Step step(std::string_view text, std::size_t at) {
  const unsigned char byte = byte_at(text, at);
  if (byte >= 0x80) return multi_byte(text, at);
  if (byte == 0) return {1, ByteFault::nul};
  const bool control = (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F;
  return {1, control ? std::optional(ByteFault::control) : std::nullopt};
}

bool looks_like_utf16(std::string_view text) {
  if (text.substr(0, 2) == "\xFF\xFE" || text.substr(0, 2) == "\xFE\xFF") return true;
  return text.size() >= 2 && (text[0] == '\0') != (text[1] == '\0');
}

std::string& writable(CheckedBytes& checked, std::string_view source) {
  if (!checked.rewritten) checked.rewritten = std::string(source);
  return *checked.rewritten;
}

void note_problem(CheckedBytes& checked, ByteFault fault, std::size_t at, std::size_t size) {
  if (checked.problem) {
    ++checked.problem->others;
  } else {
    const auto begin = static_cast<std::uint32_t>(at);
    checked.problem = ByteProblem{fault, begin, begin + static_cast<std::uint32_t>(size)};
  }
}

}  // namespace

CheckedBytes check_bytes(std::string_view source) {
  CheckedBytes checked;
  if (looks_like_utf16(source)) {
    checked.problem = ByteProblem{ByteFault::utf16, 0, 2};
    checked.is_text = false;
    return checked;
  }
  if (source.substr(0, 3) == "\xEF\xBB\xBF") checked.start = 3;
  for (std::size_t at = checked.start; at < source.size();) {
    if (eight_printable(source, at)) {
      at += 8;
      continue;
    }
    const Step next = step(source, at);
    if (next.fault) {
      note_problem(checked, *next.fault, at, next.size);
      if (*next.fault == ByteFault::nul) {
        checked.is_text = false;
        return checked;
      }
      writable(checked, source).replace(at, next.size, next.size, '_');
    } else if (source[at] == '\r' && byte_at(source, at + 1) != '\n') {
      writable(checked, source)[at] = '\n';
    }
    at += next.size;
  }
  return checked;
}

}  // namespace mailu_lint::yaml
