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
/// Those of smtp, in the order of relay_networks(); nothing when no port 25 goes through ingress.
std::vector<IngressRelay> ingress_relays(const Deployment& mail, const Service& smtp, Findings& findings);

}  // namespace mailu_lint
