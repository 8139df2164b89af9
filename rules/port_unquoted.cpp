// `25:25` without quotes is 1525 in YAML 1.1. Reported by the resolver.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule port_unquoted{
    .category = Category::network,
    .severity = Severity::warning,
    .fixable = Fixable::safely,
    .summary = "A port without quotes is a number to docker-compose 1",
};
}  // namespace mailu_lint
