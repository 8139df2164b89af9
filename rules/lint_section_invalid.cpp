// `x-mailu-lint:` in a stack says something we do not understand. Reported where it is read.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule lint_section_invalid{
    .category = Category::syntax,
    .severity = Severity::error,
    .summary = "`x-mailu-lint` cannot be understood",
};
}  // namespace mailu_lint
