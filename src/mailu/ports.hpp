// Which published ports lead where.
#pragma once

#include <vector>

#include <mailu_lint/deployment.hpp>

namespace mailu_lint {

class Findings;

/// The entries of `ports:` that publish the container's TCP port `port`, whatever number they publish it as. Entries
/// that depend on an unset variable are left out and noted in `findings`.
std::vector<const PublishedPort*> ports_to(const Service& service, unsigned port, Findings& findings);

/// The same, but only those that a swarm's ingress network hands on: every client then has an ingress address. A mode
/// docker does not know counts as ingress.
std::vector<const PublishedPort*> ingress_ports_to(const Deployment& mail, const Service& service, unsigned port,
                                                   Findings& findings);

}  // namespace mailu_lint
