#include "parse/cluster.hpp"

namespace mailu_lint {
void read_cluster_facts(FileId, const SourceFile&, Cluster&, Findings&) {}
}  // namespace mailu_lint
