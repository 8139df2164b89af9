// "did you mean": the nearest of the known words.
#pragma once

#include <cstddef>
#include <ranges>
#include <string>
#include <string_view>

namespace mailu_lint {

/// Insertions, deletions, substitutions and swaps of neighbours between two words (optimal string alignment), counted
/// without regard to upper and lower case. Words longer than 64 bytes are `limit + 1` apart, so the cost is bounded; so
/// are words that are more than `limit` apart.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// How far a misspelt word may be from the one that was meant: one slip in short words, a third of the longer ones.
std::size_t suggestion_limit(std::string_view word);

/// The candidate nearest to `word`, the first of equals; empty when none is near enough.
template <std::ranges::input_range Range>
std::string_view nearest(std::string_view word, const Range& candidates) {
  std::string_view best;
  std::size_t limit = suggestion_limit(word);
  for (const auto& candidate : candidates) {
    const std::size_t distance = edit_distance(word, candidate, limit);
    if (distance > limit || (distance == limit && !best.empty())) continue;
    best = candidate;
    limit = distance;
  }
  return best;
}

/// "; did you mean `x`?", or nothing when there is no suggestion.
std::string did_you_mean(std::string_view suggestion);

}  // namespace mailu_lint
