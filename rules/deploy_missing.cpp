// Without `deploy:` a stack runs one task wherever the scheduler likes. Where that loses data, other rules say so.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/data.hpp"
#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

/// Services that leave data behind when they move, in the order of the file: rules bind-mount-unpinned and
/// sqlite-shared-storage speak of them.
std::vector<const Service*> services_with_local_data(const Deployment& mail) {
  std::vector<const Service*> services;
  for (const Data& data : all_data(mail)) {
    if (data.mount && data.mount->storage.kind == Storage::Kind::node_local) services.push_back(data.service);
  }
  return services;
}

}  // namespace

extern constinit const Rule deploy_missing{
    .category = Category::swarm,
    .severity = Severity::note,
    .summary = "A service of a stack says nothing of how it is deployed",
    .check =
        [](const Deployment& mail, Findings& findings) {
          const auto told = services_with_local_data(mail);
          for (const Service* service : running(mail)) {
            if (service->deploy || !may_move(mail, *service)) continue;
            if (std::ranges::binary_search(told, service)) continue;
            const std::string name = service->name.docker_value();
            findings.add(service->name.span(), "`" + name + "` has no `deploy:`; swarm runs one task of it on any node")
                .evidence(name)
                .help("add `deploy:` with the number of `replicas` and the nodes that may run them");
          }
        },
};
}  // namespace mailu_lint
