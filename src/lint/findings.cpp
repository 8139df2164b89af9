#include <algorithm>

#include <mailu_lint/finding.hpp>
#include <mailu_lint/rule.hpp>

namespace mailu_lint {

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "";
}

FindingBuilder Findings::add(RuleId rule, Span span, std::string message) {
  Finding finding;
  finding.rule = rule;
  finding.severity = entry(rule).rule->severity;
  finding.span = span;
  finding.message = std::move(message);
  return FindingBuilder(list_.emplace_back(std::move(finding)));
}

void Findings::not_checked(std::string_view reason) {
  auto gap = std::ranges::find(gaps_, reason, &Gap::reason);
  if (gap == gaps_.end()) gap = gaps_.insert(gaps_.end(), Gap{std::string(reason), {}});
  if (std::ranges::find(gap->rules, current_) == gap->rules.end()) gap->rules.push_back(current_);
}

}  // namespace mailu_lint
