// A suppression that hides nothing now will hide the next hazard. Reported by the filter of findings.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule suppression_unused{
    .category = Category::suppression,
    .severity = Severity::warning,
    .fixable = Fixable::safely,
    .summary = "A suppression hides nothing",
};
}  // namespace mailu_lint
