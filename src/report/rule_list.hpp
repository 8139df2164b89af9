// The registry as Markdown: the header line of a rule's page, the index of the pages, the table in the README. Tests
// compare the copies with this and rewrite them with UPDATE_EXPECTED=1.
#pragma once

#include <string>

#include <mailu_lint/rule.hpp>

namespace mailu_lint {

/// "**error** · relay · every Mailu release · no automatic fix"
std::string rule_header(const Rule& rule);
/// docs/rules/index.md, whole: a table for each category.
std::string rule_index();
/// One table of all rules, each name a link that starts with `link_prefix`.
std::string rule_table(const std::string& link_prefix);

}  // namespace mailu_lint
