// Who comes later must be able to judge whether hiding is still right. Reported by the filter of findings.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule suppression_unreasoned{
    .category = Category::suppression,
    .severity = Severity::warning,
    .summary = "A suppression gives no reason",
};
}  // namespace mailu_lint
