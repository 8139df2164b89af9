// More levels of nesting than mailu-lint looks at. Reported by the parser.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule nesting_limit{
    .category = Category::syntax,
    .severity = Severity::error,
    .summary = "The file is nested too deeply to be checked",
};
}  // namespace mailu_lint
