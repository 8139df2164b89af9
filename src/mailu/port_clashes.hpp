// Ports of the host that are wanted twice.
#pragma once

#include <cstdint>
#include <vector>

#include <mailu_lint/deployment.hpp>

namespace mailu_lint {

class Findings;

/// An entry of `ports:` and its service.
struct PortClaim {
  const Service* service = nullptr;
  const PublishedPort* port = nullptr;
};

/// Two claims that cannot both be met. `second` stands behind `first` in the deployment.
struct PortClash {
  PortClaim first{};
  PortClaim second{};
  std::uint16_t port = 0;  ///< the lowest that both want
};

/// For each entry at most one clash with an earlier one, in order of the deployment. All enabled services take part,
/// neighbours too. Compose: the same protocol, overlapping ports, and the same host address or one of them all
/// addresses. Swarm: ingress ports clash with all others of the stack, ports of the nodes within a service
/// (moby/swarmkit, manager/controlapi/service.go), with those of a service that runs on every node, and of one that is
/// tied to the same node. Entries that are not known are noted in `findings`.
std::vector<PortClash> port_clashes(const Deployment& mail, Findings& findings);

}  // namespace mailu_lint
