// What `docker compose config` prints, which a stack cannot read. Reported by the resolver.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule compose_output_in_stack{
    .category = Category::stack,
    .severity = Severity::error,
    .summary = "A stack cannot read what `docker compose config` printed",
};
}  // namespace mailu_lint
