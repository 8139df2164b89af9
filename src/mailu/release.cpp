// Releases by name. A patch release counts as its branch: 1.9.32 is 1.9.
#include <algorithm>
#include <array>

#include "mailu/catalog.hpp"

namespace mailu_lint {
namespace {

constexpr bool ended = false;
constexpr bool supported = true;
constexpr ReleaseInfo table[] = {
#define RELEASE(id, text, registry, life) {text, registry, life},
#include "mailu/releases.def"
};
static_assert(std::size(table) == static_cast<std::size_t>(newest_release) + 1);

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// What may follow the number of a branch: nothing, a patch number (".32"), or a suffix ("-amd64").
bool ends_release(std::string_view rest) {
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    const auto digits = static_cast<std::size_t>(std::ranges::find_if_not(rest, is_digit) - rest.begin());
    if (digits == 0) return false;
    rest.remove_prefix(digits);
  }
  return rest.empty() || rest.starts_with('-');
}

}  // namespace

const ReleaseInfo& info(Release release) {
  return table[static_cast<std::size_t>(release)];
}

std::string_view to_string(Release release) {
  return info(release).text;
}

std::optional<Release> parse_release(std::string_view text) {
  if (text.starts_with('v')) text.remove_prefix(1);
  for (std::size_t i = 0; i < std::size(table); ++i) {
    if (text.starts_with(table[i].text) && ends_release(text.substr(table[i].text.size()))) {
      return static_cast<Release>(i);
    }
  }
  return std::nullopt;
}

}  // namespace mailu_lint
