// Services that depend on each other in a circle never start. Reported by the resolver.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule depends_on_cycle{
    .category = Category::syntax,
    .severity = Severity::error,
    .summary = "Services wait for each other",
};
}  // namespace mailu_lint
