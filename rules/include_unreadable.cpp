// A file that `include`, `extends` or `env_file` names cannot be read. Reported by the resolver.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule include_unreadable{
    .category = Category::syntax,
    .severity = Severity::error,
    .summary = "A file that the compose file names cannot be read",
};
}  // namespace mailu_lint
