#include "report/links.hpp"

namespace mailu_lint {

std::string_view homepage() {
  return MAILU_LINT_HOMEPAGE;
}

std::string rule_url_prefix() {
  return std::string(homepage()) + "/blob/main/docs/rules/";
}

std::string rule_url(std::string_view rule) {
  return rule_url_prefix() + std::string(rule) + ".md";
}

}  // namespace mailu_lint
