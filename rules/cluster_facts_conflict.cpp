// Two sources of cluster facts contradict each other. Reported where they are put together.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule cluster_facts_conflict{
    .category = Category::swarm,
    .severity = Severity::warning,
    .summary = "Cluster facts contradict each other",
};
}  // namespace mailu_lint
