// `mailu-lint explain` and `mailu-lint rules`: the pages and values of the registry, for people and for programs.
#pragma once

#include <cstdint>
#include <string>

#include <mailu_lint/finding.hpp>

namespace mailu_lint {

enum class PageStyle : std::uint8_t {
  markdown,  ///< the page as it is
  terminal,  ///< headings and code told apart by colour instead of marks
};
std::string explain(RuleId rule, PageStyle style);

enum class RuleListForm : std::uint8_t { text, json, markdown };
std::string list_rules(RuleListForm form);

}  // namespace mailu_lint
