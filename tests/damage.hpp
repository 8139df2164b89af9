// Texts that are nearly right: the same ones at each run.
#pragma once

#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

namespace mailu_lint::test {

/// The same numbers everywhere, unlike those of the standard library's distributions.
class Random {
 public:
  std::size_t below(std::size_t limit) {
    state_ = state_ * 1664525 + 1013904223;
    return (state_ >> 8) % limit;
  }

 private:
  std::uint32_t state_ = 2024;
};

/// The text with one or two small edits of the kind that people make, and that make YAML mean something else.
inline std::string damaged(std::string text, Random& random) {
  constexpr std::string_view pieces[] = {"a",   ":",    " ", "\n",   "- ", "\"",    "'",     "[",
                                         "]",   "{",    "}", ",",    "#",  "&a ",   "*base", "!t ",
                                         "|\n", ">-\n", "~", "\n  ", " #", "---\n", "null",  "\r\n"};
  for (std::size_t times = 1 + random.below(2); times > 0; --times) {
    const std::size_t place = random.below(text.size() + 1);
    switch (random.below(3)) {
      case 0:
        text.insert(place, pieces[random.below(std::size(pieces))]);
        break;
      case 1:
        text.erase(place, 1 + random.below(3));
        break;
      default:
        text.insert(place, text.substr(random.below(text.size() + 1), random.below(25)));
    }
  }
  return text;
}

}  // namespace mailu_lint::test
