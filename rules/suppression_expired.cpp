// Hiding was meant to end. Reported by the filter of findings.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule suppression_expired{
    .category = Category::suppression,
    .severity = Severity::warning,
    .summary = "A suppression has come to its last day",
};
}  // namespace mailu_lint
