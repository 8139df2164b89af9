// Where the project and its rules are on the web.
#pragma once

#include <string>
#include <string_view>

namespace mailu_lint {

std::string_view homepage();
/// The page of a rule.
std::string rule_url(std::string_view rule);

}  // namespace mailu_lint
