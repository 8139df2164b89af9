// A variable that no file sets. Reported by whoever interpolates.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule variable_unset{
    .category = Category::syntax,
    .severity = Severity::note,
    .summary = "A variable is set nowhere",
};
}  // namespace mailu_lint
