// docker refuses files with keys it does not know. Reported by the resolver.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule unknown_key{
    .category = Category::syntax,
    .severity = Severity::error,
    .summary = "A key that docker does not know",
};
}  // namespace mailu_lint
