// Mailu's resolver and who asks it. `dns:` takes addresses and no names, so the resolver needs one that stays.
#pragma once

#include <optional>
#include <vector>

#include <mailu_lint/deployment.hpp>
#include <mailu_lint/finding.hpp>

namespace mailu_lint {

/// One entry of a service's `dns:`.
struct DnsEntry {
  const Service* service = nullptr;
  const Text* text = nullptr;
  IpAddress address{};
};
struct DnsEntries {
  std::vector<DnsEntry> list{};
  bool complete = true;  ///< false: an entry of Mailu's services is not known
};
/// Those of all enabled services, neighbours too; what is no address is left out. Unknown ones are noted in `findings`.
DnsEntries dns_entries(const Deployment& mail, Findings& findings);

/// Adds to the finding, which is about the first entry, the places of the others. Those that an anchor brings to
/// several services are one place.
void add_other_places(FindingBuilder finding, const std::vector<DnsEntry>& entries);

/// `ipv4_address` or `ipv6_address` of a service.
struct FixedAddress {
  const Service* service = nullptr;
  const Network* network = nullptr;  ///< nothing when undefined
  const Text* text = nullptr;
  IpAddress address{};
};
/// Those of the service; nothing when one is not known (noted in `findings`).
std::optional<std::vector<FixedAddress>> fixed_addresses(const Deployment& mail, const Service& service,
                                                         Findings& findings);

struct Resolvers {
  std::vector<const Service*> services{};
  std::vector<FixedAddress> addresses{};
  /// The address if it is a resolver's.
  const FixedAddress* find(const IpAddress& address) const;
  /// The first one of that family, or nullptr.
  const FixedAddress* first(IpFamily family) const;
  /// The network of this file in which a resolver has its place and the address too. No external one: nobody knows who
  /// else is there.
  const Network* network_around(const Deployment& mail, const IpAddress& address) const;
};
/// The running resolvers for docker compose; none in a stack, where rule unbound-in-swarm speaks. None either when an
/// address is not known (noted in `findings`), or when one is on no network of its own.
Resolvers find_resolvers(const Deployment& mail, Findings& findings);

/// The subnet of the network that holds the address, or nullptr.
const Network::Subnet* subnet_of(const Network& network, const IpAddress& address);

}  // namespace mailu_lint
