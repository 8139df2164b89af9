#include <mailu_lint/release.hpp>

namespace mailu_lint {
std::string_view to_string(Release) {
  return "";
}
std::optional<Release> parse_release(std::string_view) {
  return std::nullopt;
}
}  // namespace mailu_lint
