// A swarm is led by its managers. The only one takes the swarm's state and all decisions with it when it fails.
#include <mailu_lint/rule.hpp>

#include "mailu/managers.hpp"

namespace mailu_lint {
namespace {

/// With one node there is nobody else to promote, and nowhere to move a task to.
bool has_one_node(const Cluster& cluster) {
  return cluster.node_count ? cluster.node_count->is(1) : cluster.nodes.size() == 1;
}

}  // namespace

extern constinit const Rule single_manager{
    .category = Category::swarm,
    .severity = Severity::note,
    .summary = "The swarm has a single manager",
    .check =
        [](const Deployment& mail, Findings& findings) {
          const Managers managers = managers_of(mail.cluster);
          if (managers.count != 1 || has_one_node(mail.cluster)) return;
          findings
              .add(managers.places.front(),
                   "the swarm has one manager; while that is down no task is started, moved or restarted elsewhere")
              .label("the only manager")
              .help("make two workers managers as well: `docker node promote`; back up `/var/lib/docker/swarm`");
        },
};
}  // namespace mailu_lint
