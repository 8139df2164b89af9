// A slip in a suppression would leave its writer in the belief that it works. Reported by the filter of findings.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule suppression_unknown{
    .category = Category::suppression,
    .severity = Severity::warning,
    .summary = "A suppression names no rule there is, or is not written as one",
};
}  // namespace mailu_lint
