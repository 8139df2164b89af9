// What swarm's ingress network does to mail: every client of a port that it hands on has an address of ingress. Whoever
// trusts that address trusts the internet.
#pragma once

#include <optional>
#include <vector>

#include <mailu_lint/deployment.hpp>

#include "mailu/trust.hpp"

namespace mailu_lint {

/// An address of the ingress network that clients arrive with.
struct IngressClient {
  IpAddress address{};
  IngressSubnet subnet{};
};

/// A client's address that lies in `network`, or nothing. The subnet's first and last addresses are nobody's.
std::optional<IngressClient> ingress_client_in(const Deployment& mail, const IpNetwork& network);

/// The ports that ingress hands on to Postfix without a login: port 25 of front, and of smtp where it is published.
std::vector<const PublishedPort*> ingress_mail_ports(const Deployment& mail, Findings& findings);

/// An entry of a setting through which anybody relays, and the address that proves it.
struct IngressRelay {
  TrustedNetwork trusted{};
  IngressClient client{};
};
/// Looks once at the ports of a deployment, then at each Postfix.
class IngressRelays {
 public:
  IngressRelays(const Deployment& mail, Findings& findings)
      : mail_(&mail), findings_(&findings), ports_(ingress_mail_ports(mail, findings)) {}

  const std::vector<const PublishedPort*>& ports() const { return ports_; }
  /// Those of smtp, in the order of relay_networks(); nothing when no port 25 goes through ingress.
  std::vector<IngressRelay> of(const Service& smtp) const;

 private:
  const Deployment* mail_;
  Findings* findings_;
  std::vector<const PublishedPort*> ports_;
};

}  // namespace mailu_lint
