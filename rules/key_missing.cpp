// docker needs a key that is not there. Reported by the resolver.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule key_missing{
    .category = Category::syntax,
    .severity = Severity::error,
    .summary = "A key that docker needs is missing",
};
}  // namespace mailu_lint
