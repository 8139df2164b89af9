#include "mailu/ingress.hpp"

#include <algorithm>
#include <iterator>

#include "mailu/placement.hpp"
#include "mailu/ports.hpp"

namespace mailu_lint {

std::optional<IngressClient> ingress_client_in(const Deployment& mail, const IpNetwork& network) {
  for (const IngressSubnet& ingress : mail.ingress()) {
    const auto common = intersection(network, ingress.network);
    if (!common) continue;
    // Behind the gateway come the nodes' own addresses, the ones that clients are given: .2 on the first node.
    for (const auto& candidate : {ingress.network.nth(2), common->nth(0), common->nth(1)}) {
      const bool usable = candidate && *candidate != ingress.network.first() && *candidate != ingress.network.last();
      if (usable && common->contains(*candidate)) return IngressClient{*candidate, ingress};
    }
  }
  return std::nullopt;
}

std::vector<const PublishedPort*> ingress_mail_ports(const Deployment& mail, Findings& findings) {
  std::vector<const PublishedPort*> ports;
  for (const Role role : {Role::front, Role::smtp}) {
    for (const Service* service : running(mail, role)) {
      std::ranges::copy(ingress_ports_to(mail, *service, 25, findings), std::back_inserter(ports));
    }
  }
  return ports;
}

std::vector<IngressRelay> IngressRelays::of(const Service& smtp) const {
  std::vector<IngressRelay> relays;
  if (ports_.empty()) return relays;
  for (TrustedNetwork& trusted : relay_networks(*mail_, smtp, *findings_)) {
    if (auto client = ingress_client_in(*mail_, trusted.network)) relays.push_back({std::move(trusted), *client});
  }
  return relays;
}

}  // namespace mailu_lint
