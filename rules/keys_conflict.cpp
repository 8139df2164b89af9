// Two keys that docker refuses together. Reported by the resolver.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule keys_conflict{
    .category = Category::syntax,
    .severity = Severity::error,
    .summary = "Keys exclude each other",
};
}  // namespace mailu_lint
