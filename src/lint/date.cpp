#include "lint/date.hpp"

#include <algorithm>
#include <array>

namespace mailu_lint {

bool is_date(std::string_view text) {
  constexpr std::string_view shape = "dddd-dd-dd";
  const auto fits = [](char c, char s) { return s == 'd' ? c >= '0' && c <= '9' : c == s; };
  if (!std::ranges::equal(text, shape, fits)) return false;
  const auto number = [&](std::size_t begin, std::size_t size) {
    int value = 0;
    for (const char c : text.substr(begin, size)) value = value * 10 + (c - '0');
    return value;
  };
  const int year = number(0, 4);
  const int month = number(5, 2);
  const int day = number(8, 2);
  constexpr std::array days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1) return false;
  const bool leap_day = month == 2 && day == 29 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return leap_day || day <= days.at(static_cast<std::size_t>(month - 1));
}

}  // namespace mailu_lint
