// docker refuses an env file, or reads its last line oddly. Reported by the parser.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule env_syntax{
    .category = Category::syntax,
    .severity = Severity::error,
    .summary = "A line of an env file that docker cannot read",
};
}  // namespace mailu_lint
