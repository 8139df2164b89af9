// docker refuses the file for a `$`, or a stack swallows it. Reported by whoever interpolates.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule variable_syntax{
    .category = Category::syntax,
    .severity = Severity::error,
    .summary = "A `$` begins no substitution that docker understands",
};
}  // namespace mailu_lint
