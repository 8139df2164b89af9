// Text where docker wants a list, nothing where it wants something. Reported by the resolver.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule value_type{
    .category = Category::syntax,
    .severity = Severity::error,
    .summary = "A value of the wrong kind",
};
}  // namespace mailu_lint
