// Where the project and its rules are on the web.
#pragma once

#include <string>
#include <string_view>

namespace mailu_lint {

std::string_view homepage();
/// The folder of the rules' pages, with a slash at its end.
std::string rule_url_prefix();
/// The page of a rule.
std::string rule_url(std::string_view rule);

}  // namespace mailu_lint
