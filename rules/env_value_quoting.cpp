// Quotes, comments and variables mean something to one of docker's two readers of env files only. Reported by whoever
// reads `env_file:`.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule env_value_quoting{
    .category = Category::settings,
    .severity = Severity::note,
    .fixable = Fixable::unsafely,
    .summary = "A value in an env file is not what its quotes, comment or variables suggest",
};
}  // namespace mailu_lint
