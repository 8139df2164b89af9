// `${X:?message}` and X is not set. Reported by whoever interpolates.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule variable_required{
    .category = Category::syntax,
    .severity = Severity::error,
    .summary = "A required variable is not set",
};
}  // namespace mailu_lint
