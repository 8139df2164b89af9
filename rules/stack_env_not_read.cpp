// Variables that only `.env` sets, which a stack does not read. Reported by the resolver.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule stack_env_not_read{
    .category = Category::stack,
    .severity = Severity::note,
    .summary = "A stack does not read the .env that sets its variables",
};
}  // namespace mailu_lint
