// Aliases of aliases that become more values than a file may have. Reported by the resolver.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule alias_limit{
    .category = Category::syntax,
    .severity = Severity::error,
    .summary = "The aliases of a file become too many values",
};
}  // namespace mailu_lint
