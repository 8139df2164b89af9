// Healthcheck tests of two files, which a stack joins to one command. Reported by the resolver.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule healthcheck_appended{
    .category = Category::stack,
    .severity = Severity::note,
    .summary = "A stack joins the healthcheck tests of two files",
};
}  // namespace mailu_lint
