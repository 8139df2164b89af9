// More values or documents in a file than mailu-lint looks at. Reported by the parser.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule size_limit{
    .category = Category::syntax,
    .severity = Severity::error,
    .summary = "The file is too big to be checked as a whole",
};
}  // namespace mailu_lint
