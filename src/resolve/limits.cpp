#include "resolve/limits.hpp"

#include <utility>

#include <mailu_lint/finding.hpp>

namespace mailu_lint {

bool is_limit(RuleId rule) {
  return rule == RuleId::size_limit || rule == RuleId::nesting_limit || rule == RuleId::alias_limit;
}

std::string limit_help(RuleId rule) {
  return rule == RuleId::nesting_limit ? "find what nests so deeply, and nest less"
                                       : "find what makes the files grow, and write out what is needed";
}

void report_limit(ResolveContext& context, RuleId rule, Span place, std::string message) {
  context.refused = true;
  if (context.limits_met.insert(rule).second) {
    context.findings->add(rule, place, std::move(message)).help(limit_help(rule));
  }
}

bool may_copy(ResolveContext& context, std::size_t bytes, Span place) {
  context.copied_text += bytes;
  if (context.copied_text <= most_text) return true;
  report_limit(
      context, RuleId::size_limit, place,
      "written out, the files become more than " + std::to_string(most_text >> 20U) + " MiB; nothing is checked");
  return false;
}

}  // namespace mailu_lint
