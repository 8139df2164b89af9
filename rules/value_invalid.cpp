// The kind is right, the text is not: ports, durations, sizes, fixed words. Reported by the resolver.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule value_invalid{
    .category = Category::syntax,
    .severity = Severity::error,
    .summary = "A value that docker cannot read",
};
}  // namespace mailu_lint
