#include "lint/suggest.hpp"

#include <algorithm>
#include <array>

namespace mailu_lint {
namespace {

constexpr std::size_t longest = 64;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  const std::size_t apart = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (apart > limit || a.size() > longest || b.size() > longest) return limit + 1;
  using Row = std::array<std::size_t, longest + 1>;
  Row before_previous{};
  Row previous{};
  Row current{};
  for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substitution = lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1;
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + substitution});
      const bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
      if (swapped) current[j] = std::min(current[j], before_previous[j - 2] + 1);
    }
    before_previous = previous;
    previous = current;
  }
  return std::min(previous[b.size()], limit + 1);
}

std::size_t suggestion_limit(std::string_view word) {
  return std::max<std::size_t>(1, word.size() / 3);
}

std::string did_you_mean(std::string_view suggestion) {
  return suggestion.empty() ? "" : "; did you mean `" + std::string(suggestion) + "`?";
}

}  // namespace mailu_lint
