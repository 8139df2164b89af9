// Which published ports lead where.
#pragma once

#include <optional>
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

/// True when nothing in the service's `ports:` depends on an unset variable; else notes in `findings` that a port is
/// not known.
bool all_ports_known(const Service& service, Findings& findings);

/// Published on every address of the host, of one family or of both.
bool on_every_address(const PublishedPort& port);

/// The ports that others than this host may reach: all but those on a loopback address.
std::vector<const PublishedPort*> exposed_ports(const Service& service, Findings& findings);

/// The first entry that publishes `port` on IPv6 (without a host address, or on an IPv6 one) although no network of the
/// service has IPv6: docker's userland proxy then accepts the client and connects from the network's gateway. nullptr
/// also when that is not known. For docker compose.
const PublishedPort* ipv6_proxied_port(const Deployment& mail, const Service& service, unsigned port,
                                       Findings& findings);

/// The gateway (the first address, as docker chooses it) of a network of the service, if it lies in `range`.
std::optional<IpAddress> gateway_in(const Deployment& mail, const Service& service, const IpNetwork& range);

}  // namespace mailu_lint
