// `${X:?must-be-set}` never fails in a stack. Reported by whoever interpolates.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule required_message_ignored{
    .category = Category::stack,
    .severity = Severity::error,
    .summary = "A stack never asks for this required variable",
};
}  // namespace mailu_lint
