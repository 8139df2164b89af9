#include "resolve/core_schema.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <system_error>

namespace mailu_lint {
namespace {

using Kind = CoreScalar::Kind;

CoreScalar string(std::string_view text) {
  return {.kind = Kind::string, .text = std::string(text)};
}

CoreScalar integer(std::int64_t number) {
  return {.kind = Kind::integer, .text = std::to_string(number), .integer = number};
}

CoreScalar real(double number) {
  return {.kind = Kind::real, .text = go_number(number), .real = number};
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::optional<CoreScalar> read_word(std::string_view text) {
  for (const std::string_view word : {"", "~", "null", "Null", "NULL"}) {
    if (text == word) return CoreScalar{.kind = Kind::null};
  }
  for (const std::string_view word : {"true", "True", "TRUE"}) {
    if (text == word) return CoreScalar{.kind = Kind::boolean, .text = "true", .integer = 1};
  }
  for (const std::string_view word : {"false", "False", "FALSE"}) {
    if (text == word) return CoreScalar{.kind = Kind::boolean, .text = "false"};
  }
  for (const std::string_view word : {".nan", ".NaN", ".NAN"}) {
    if (text == word) return real(std::nan(""));
  }
  const bool negative = text.starts_with('-');
  const std::string_view unsigned_text = negative || text.starts_with('+') ? text.substr(1) : text;
  for (const std::string_view word : {".inf", ".Inf", ".INF"}) {
    if (unsigned_text == word) return real(negative ? -HUGE_VAL : HUGE_VAL);
  }
  return std::nullopt;
}

/// Go's ParseInt with base 0: 0x, 0b, 0o and a plain leading zero are prefixes. `text` has no underscores any more.
std::optional<CoreScalar> read_integer(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  int base = 10;
  if (text.size() > 1 && text[0] == '0') {
    const char prefix = static_cast<char>(text[1] | 0x20);
    base = prefix == 'x' ? 16 : prefix == 'b' ? 2 : 8;
    text.remove_prefix(is_digit(text[1]) ? 1 : 2);
    if (base == 8 && prefix != 'o' && !is_digit(prefix)) return std::nullopt;
  }
  std::uint64_t magnitude = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), magnitude, base);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  constexpr std::uint64_t top = std::uint64_t{1} << 63;
  if (negative) {
    if (magnitude > top) return std::nullopt;
    return integer(magnitude == top ? INT64_MIN : -static_cast<std::int64_t>(magnitude));
  }
  if (magnitude < top) return integer(static_cast<std::int64_t>(magnitude));
  return CoreScalar{.kind = Kind::integer, .text = std::to_string(magnitude), .integer = INT64_MAX};
}

/// `[-+]? (.D+ | D+ (.D*)?) ([eE][-+]?D+)?`
bool looks_real(std::string_view text) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t from = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at - from;
  };
  const auto sign = [&] {
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
  };
  sign();
  const bool whole = digits() > 0;
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (digits() == 0 && !whole) return false;
  } else if (!whole) {
    return false;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    sign();
    if (digits() == 0) return false;
  }
  return at == text.size();
}

std::optional<CoreScalar> read_real(std::string_view text) {
  if (!looks_real(text)) return std::nullopt;
  if (text.starts_with('+')) text.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc::result_out_of_range) {
    // Too close to zero is zero to Go, too large is text; from_chars does not tell them apart.
    return std::strtod(std::string(text).c_str(), nullptr) == 0 ? std::optional(real(0)) : std::nullopt;
  }
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return real(number);
}

/// Takes one number of at most `most` digits off the front.
std::optional<int> take_number(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t size = 0;
  while (size < most && size < text.size() && is_digit(text[size])) ++size;
  if (size < least) return std::nullopt;
  int number = 0;
  std::from_chars(text.data(), text.data() + size, number);
  text.remove_prefix(size);
  return number;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

int days_in(int year, int month) {
  constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

/// The time and zone behind a date, as Go prints them; nothing when that is no time.
std::optional<std::string> read_time(std::string_view text) {
  const bool zoned = take(text, 'T') || take(text, 't');
  if (!zoned && !take(text, ' ')) return std::nullopt;
  const auto hour = take_number(text, 1, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 1, 2);
  if (!minute || *minute > 59 || !take(text, ':')) return std::nullopt;
  const auto second = take_number(text, 1, 2);
  if (!second || *second > 59) return std::nullopt;
  std::string fraction;
  if (take(text, '.')) {
    while (!text.empty() && is_digit(text.front())) {
      fraction += text.front();
      text.remove_prefix(1);
    }
    if (fraction.empty()) return std::nullopt;
    fraction.resize(std::min<std::size_t>(fraction.size(), 9));
    while (fraction.ends_with('0')) fraction.pop_back();
  }
  std::string zone = " +0000 UTC";
  if (zoned && !take(text, 'Z')) {
    const char sign = text.empty() ? '\0' : text.front();
    if (!take(text, '+') && !take(text, '-')) return std::nullopt;
    const auto hours = take_number(text, 2, 2);
    if (!hours || *hours > 23 || !take(text, ':')) return std::nullopt;
    const auto minutes = take_number(text, 2, 2);
    if (!minutes || *minutes > 59) return std::nullopt;
    std::array<char, 40> offset{};  // room for any int, for GCC cannot know that these are small
    std::snprintf(offset.data(), offset.size(), " %c%02d%02d", sign, *hours, *minutes);
    zone = std::string(offset.data()) + (*hours + *minutes == 0 ? " +0000" : offset.data());
  }
  if (!text.empty()) return std::nullopt;
  std::array<char, 40> clock{};
  std::snprintf(clock.data(), clock.size(), " %02d:%02d:%02d", *hour, *minute, *second);
  return clock.data() + (fraction.empty() ? "" : "." + fraction) + zone;
}

std::optional<CoreScalar> read_timestamp(std::string_view text) {
  const auto year = take_number(text, 4, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_number(text, 1, 2);
  if (!month || *month < 1 || *month > 12 || !take(text, '-')) return std::nullopt;
  const auto day = take_number(text, 1, 2);
  if (!day || *day < 1 || *day > days_in(*year, *month)) return std::nullopt;
  const auto time = text.empty() ? std::optional<std::string>(" 00:00:00 +0000 UTC") : read_time(text);
  if (!time) return std::nullopt;
  std::array<char, 24> date{};
  std::snprintf(date.data(), date.size(), "%04d-%02d-%02d", *year, *month, *day);
  return CoreScalar{.kind = Kind::timestamp, .text = date.data() + *time};
}

CoreScalar read_plain(std::string_view text) {
  if (const auto word = read_word(text)) return *word;
  const char first = text.front();
  if (first != '.' && first != '+' && first != '-' && !is_digit(first)) return string(text);
  if (first != '.') {
    if (const auto timestamp = read_timestamp(text)) return *timestamp;
  }
  std::string digits(text);
  std::erase(digits, '_');
  if (first != '.') {
    if (const auto number = read_integer(digits)) return *number;
  }
  if (const auto number = read_real(first == '.' ? text : digits)) return *number;
  return string(text);
}

std::optional<std::string> decode_base64(std::string_view text) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  std::uint32_t bits = 0;
  std::size_t count = 0;
  std::size_t padding = 0;
  for (const char c : text) {
    if (c == '\n' || c == '\r') continue;
    const std::size_t value = alphabet.find(c);
    if (c == '=') {
      ++padding;
    } else if (value == std::string_view::npos || padding > 0) {
      return std::nullopt;
    }
    bits = bits << 6 | static_cast<std::uint32_t>(c == '=' ? 0 : value);
    if (++count % 4 != 0) continue;
    for (const int shift : {16, 8, 0}) bytes += static_cast<char>(bits >> shift & 0xFF);
    bits = 0;
  }
  if (count % 4 != 0 || padding > 2) return std::nullopt;
  bytes.resize(bytes.size() - padding);
  return bytes;
}

bool fits(std::string_view tag, Kind kind) {
  return (tag == "int" && kind == Kind::integer) || (tag == "bool" && kind == Kind::boolean) ||
         (tag == "null" && kind == Kind::null) || (tag == "timestamp" && kind == Kind::timestamp) ||
         (tag == "float" && kind == Kind::real);
}

}  // namespace

std::string go_number(double number) {
  if (std::isnan(number)) return "NaN";
  if (std::isinf(number)) return number < 0 ? "-Inf" : "+Inf";
  std::array<char, 64> buffer{};
  const auto write = [&](std::chars_format format) {
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, format);
    return std::string(buffer.data(), result.ptr);
  };
  std::string scientific = write(std::chars_format::scientific);
  int exponent = 0;
  const std::size_t at = scientific.find('e') + 1;
  std::from_chars(scientific.data() + at + (scientific[at] == '+' ? 1 : 0), scientific.data() + scientific.size(),
                  exponent);
  return exponent < -4 || exponent >= 21 ? scientific : write(std::chars_format::fixed);
}

CoreScalar read_core_scalar(std::string_view text, std::string_view tag, Quoted quoted) {
  constexpr std::string_view prefix = "tag:yaml.org,2002:";
  if (tag.empty() || tag == "!") return quoted == Quoted::yes ? string(text) : read_plain(text);
  if (tag.starts_with(prefix)) {
    tag.remove_prefix(prefix.size());
  } else if (tag.starts_with("!!")) {
    tag.remove_prefix(2);
  } else {
    return string(text);  // a tag that docker does not know, or `!reset`, `!override`: plain text to go-yaml
  }
  if (tag == "str") return string(text);
  if (tag == "binary") {
    const auto bytes = decode_base64(text);
    return bytes ? string(*bytes) : CoreScalar{.kind = Kind::invalid};
  }
  CoreScalar plain = read_plain(text);
  if (fits(tag, plain.kind)) return plain;
  if (tag == "float" && plain.kind == Kind::integer) return real(static_cast<double>(plain.integer));
  const bool resolvable = tag == "int" || tag == "bool" || tag == "null" || tag == "timestamp" || tag == "float";
  return resolvable ? CoreScalar{.kind = Kind::invalid} : string(text);
}

}  // namespace mailu_lint
