// What the two grammars share: names, and how a use is recorded. Private to interpolate*.cpp.
#pragma once

#include <cstddef>
#include <string_view>

#include "resolve/interpolate.hpp"

namespace mailu_lint::interpolation {

// docker has no bounds. Texts have one or two levels; each level may read the text once more.
inline constexpr unsigned max_depth = 32;
/// Variables in one text.
inline constexpr std::size_t most_uses = 10'000;
/// By how many bytes a text may grow.
inline constexpr std::size_t most_growth = std::size_t{1} << 20U;

/// What is said of a text that becomes too large.
InterpolationError too_large(std::size_t begin, std::size_t end);

/// Where the name that starts at `pos` ends; `pos` itself when there is none.
std::size_t name_end(std::string_view text, std::size_t pos);
/// What is wrong with the substitution that starts with `$` at `pos`, for people.
InterpolationError syntax_error(std::string_view text, std::size_t pos, Dialect dialect);

Interpolated interpolate_compose(std::string_view text, const Variables& variables);
Interpolated interpolate_stack(std::string_view text, const Variables& variables);

}  // namespace mailu_lint::interpolation
