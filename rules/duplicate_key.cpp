// A mapping has one key twice. Reported by the parser.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule duplicate_key{
    .category = Category::syntax,
    .severity = Severity::error,
    .summary = "A mapping has the same key twice",
};
}  // namespace mailu_lint
