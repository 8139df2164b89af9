// An env file that is not where the compose file looks for it. Reported by the resolver.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule env_file_missing{
    .category = Category::settings,
    .severity = Severity::note,
    .summary = "An env file is not there, so its settings are not checked",
};
}  // namespace mailu_lint
