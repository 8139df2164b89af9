// Cluster facts that cannot be understood. Reported by their reader.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule cluster_facts_unreadable{
    .category = Category::swarm,
    .severity = Severity::error,
    .summary = "Cluster facts cannot be understood",
};
}  // namespace mailu_lint
