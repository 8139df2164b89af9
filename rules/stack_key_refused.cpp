// Keys that docker compose knows and docker stack deploy refuses. Reported by the resolver.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule stack_key_refused{
    .category = Category::swarm,
    .severity = Severity::error,
    .summary = "`docker stack deploy` refuses keys of a service",
};
}  // namespace mailu_lint
