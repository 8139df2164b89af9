#include "resolve/units.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace mailu_lint {
namespace {

constexpr std::int64_t microsecond = 1000;
constexpr std::int64_t millisecond = 1000 * microsecond;
constexpr std::int64_t second = 1000 * millisecond;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

std::optional<std::int64_t> unit_of(std::string_view name, Dialect dialect) {
  if (name == "ns") return 1;
  if (name == "us" || name == "µs" || name == "μs") return microsecond;
  if (name == "ms") return millisecond;
  if (name == "s") return second;
  if (name == "m") return minute;
  if (name == "h") return hour;
  if (dialect == Dialect::compose && name == "d") return day;
  if (dialect == Dialect::compose && name == "w") return 7 * day;
  return std::nullopt;
}

bool is_digit(char c) {
  return '0' <= c && c <= '9';
}

std::size_t number_size(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && (is_digit(text[size]) || text[size] == '.')) ++size;
  return size;
}

/// A decimal number times a unit. Exact for whole numbers; a fraction is cut to whole nanoseconds.
std::optional<std::int64_t> scale(std::string_view number, std::int64_t unit) {
  const std::size_t dot = number.find('.');
  const std::string_view whole = number.substr(0, dot);
  const std::string_view fraction = dot == std::string_view::npos ? "" : number.substr(dot + 1);
  if ((whole.empty() && fraction.empty()) || fraction.find('.') != std::string_view::npos) return std::nullopt;
  std::int64_t result = 0;
  if (!whole.empty()) {
    const auto [end, error] = std::from_chars(whole.data(), whole.data() + whole.size(), result);
    if (error != std::errc()) return std::nullopt;
  }
  if (result > std::numeric_limits<std::int64_t>::max() / unit) return std::nullopt;
  result *= unit;
  std::int64_t left = unit;
  for (const char digit : fraction) {
    // Ten digits name less than a nanosecond of an hour's worth; the rest changes nothing.
    result += static_cast<std::int64_t>((digit - '0') * (static_cast<double>(left) / 10));
    left /= 10;
    if (left == 0) break;
  }
  return result < 0 ? std::nullopt : std::optional(result);
}

}  // namespace

std::optional<std::int64_t> parse_duration(std::string_view text, Dialect dialect) {
  bool negative = false;
  if (text.starts_with('-') || text.starts_with('+')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  if (text == "0") return 0;
  if (text.empty()) return std::nullopt;
  std::int64_t total = 0;
  while (!text.empty()) {
    const std::size_t digits = number_size(text);
    std::size_t end = digits;
    while (end < text.size() && !is_digit(text[end]) && text[end] != '.') ++end;
    const auto unit = unit_of(text.substr(digits, end - digits), dialect);
    if (digits == 0 || !unit) return std::nullopt;
    const auto part = scale(text.substr(0, digits), *unit);
    if (!part || *part > std::numeric_limits<std::int64_t>::max() - total) return std::nullopt;
    total += *part;
    text.remove_prefix(end);
  }
  return negative ? -total : total;
}

namespace {

/// `1.5` of 1500 and 1000: the quotient without trailing zeros.
std::string quotient(std::int64_t value, std::int64_t unit) {
  std::string text = std::to_string(value / unit);
  std::int64_t rest = value % unit;
  if (rest == 0) return text;
  text += '.';
  while (rest > 0) {
    unit /= 10;
    text += static_cast<char>('0' + rest / unit);
    rest %= unit;
  }
  return text;
}

}  // namespace

std::string print_duration(std::int64_t nanoseconds) {
  if (nanoseconds == 0) return "0s";
  if (nanoseconds < 0) return "-" + print_duration(-std::max(nanoseconds, -std::numeric_limits<std::int64_t>::max()));
  if (nanoseconds < microsecond) return std::to_string(nanoseconds) + "ns";
  if (nanoseconds < millisecond) return quotient(nanoseconds, microsecond) + "µs";
  if (nanoseconds < second) return quotient(nanoseconds, millisecond) + "ms";
  std::string text;
  if (nanoseconds >= hour) text += std::to_string(nanoseconds / hour) + "h";
  if (nanoseconds >= minute) text += std::to_string(nanoseconds % hour / minute) + "m";
  return text + quotient(nanoseconds % minute, second) + "s";
}

std::optional<std::int64_t> parse_size(std::string_view text) {
  const std::size_t last = text.find_last_of("0123456789. ");
  if (last == std::string_view::npos) return std::nullopt;
  const std::string_view number = text.substr(0, text[last] == ' ' ? last : last + 1);
  const std::string_view suffix = text.substr(last + 1);
  const auto value = parse_real(number);
  if (!value || *value < 0 || !std::isfinite(*value)) return std::nullopt;
  double factor = 1;
  if (!suffix.empty()) {
    const auto lower = [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
    std::string unit;
    for (const char c : suffix.substr(0, 4)) unit += lower(c);
    const std::size_t power = std::string_view("bkmgtp").find(unit[0]);
    if (power == std::string_view::npos) return std::nullopt;
    const std::string_view rest = std::string_view(unit).substr(1);
    if (!rest.empty() && (power == 0 || (rest != "b" && rest != "ib"))) return std::nullopt;
    factor = std::pow(1024.0, static_cast<double>(power));
  }
  const double bytes = *value * factor;
  if (bytes >= 9223372036854775807.0) return std::nullopt;
  return static_cast<std::int64_t>(bytes);
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  if (text.starts_with('+') && text.size() > 1 && is_digit(text[1])) text.remove_prefix(1);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<double> parse_real(std::string_view text) {
  if (text.starts_with('+') && text.size() > 1 && text[1] != '-') text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<bool> parse_boolean(std::string_view text) {
  std::string word;
  for (const char c : text.substr(0, 6)) word += 'A' <= c && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  if (word == "true" || word == "yes" || word == "on" || word == "y") return true;
  if (word == "false" || word == "no" || word == "off" || word == "n") return false;
  return std::nullopt;
}

std::string print_real(double number) {
  std::array<char, 400> buffer{};
  const bool plain = number == 0 || (std::abs(number) >= 1e-4 && std::abs(number) < 1e21);
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                                          plain ? std::chars_format::fixed : std::chars_format::scientific);
  return {buffer.data(), end};
}

}  // namespace mailu_lint
