// `include` or `extends` that leads back to where it stands. Reported by the resolver.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule inclusion_cycle{
    .category = Category::syntax,
    .severity = Severity::error,
    .summary = "Includes or extended services go in a circle",
};
}  // namespace mailu_lint
