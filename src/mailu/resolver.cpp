#include "mailu/resolver.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

/// Far more than anybody has; each entry of `dns:` is compared with the resolvers' networks.
constexpr std::size_t most_connections = 32;

}  // namespace

DnsEntries dns_entries(const Deployment& mail, Findings& findings) {
  DnsEntries entries;
  for (const Service& service : mail.services) {
    if (!service.enabled) continue;
    for (const Text& text : service.dns) {
      if (const auto address = text.known() ? IpAddress::parse(text.docker_value()) : std::nullopt) {
        entries.list.push_back({&service, &text, *address});
      } else if (service.role != Role::none && !findings.need(text)) {
        entries.complete = false;
      }
    }
  }
  return entries;
}

void add_other_places(FindingBuilder finding, const std::vector<DnsEntry>& entries) {
  std::set<Span> told{entries.front().text->span().written()};
  for (const DnsEntry& entry : entries) {
    if (told.insert(entry.text->span().written()).second) finding.also(entry.text->span(), "and here");
  }
}

std::optional<std::vector<FixedAddress>> fixed_addresses(const Deployment& mail, const Service& service,
                                                         Findings& findings) {
  std::vector<FixedAddress> addresses;
  for (const Attachment& attachment : service.networks) {
    for (const auto* text : {&attachment.ipv4, &attachment.ipv6}) {
      if (!*text) continue;
      const std::string* known = findings.need(**text);
      if (!known) return std::nullopt;
      if (const auto address = IpAddress::parse(*known)) {
        addresses.push_back({&service, mail.network(attachment), &**text, *address});
      }
    }
  }
  return addresses;
}

const FixedAddress* Resolvers::find(const IpAddress& address) const {
  const auto found = std::ranges::find(addresses, address, &FixedAddress::address);
  return found == addresses.end() ? nullptr : &*found;
}

const FixedAddress* Resolvers::first(IpFamily family) const {
  const auto found =
      std::ranges::find_if(addresses, [&](const FixedAddress& fixed) { return fixed.address.family == family; });
  return found == addresses.end() ? nullptr : &*found;
}

const Network* Resolvers::network_around(const Deployment& mail, const IpAddress& address) const {
  for (const Service* service : services) {
    for (const Attachment& attachment : service->networks) {
      const Network* network = mail.network(attachment);
      if (network && !network->external && subnet_of(*network, address)) return network;
    }
  }
  return nullptr;
}

Resolvers find_resolvers(const Deployment& mail, Findings& findings) {
  Resolvers resolvers;
  if (mail.swarm()) return resolvers;
  resolvers.services = running(mail, Role::resolver);
  std::size_t connections = 0;
  for (const Service* service : resolvers.services) {
    const auto addresses = fixed_addresses(mail, *service, findings);
    if (service->network_mode || !addresses) return {};
    std::ranges::copy(*addresses, std::back_inserter(resolvers.addresses));
    connections += service->networks.size();
  }
  if (connections > most_connections) {
    findings.not_checked("the resolvers are on too many networks");
    return {};
  }
  return resolvers;
}

const Network::Subnet* subnet_of(const Network& network, const IpAddress& address) {
  const auto found = std::ranges::find_if(network.subnets, [&](const Network::Subnet& subnet) {
    return subnet.network && subnet.network->contains(address);
  });
  return found == network.subnets.end() ? nullptr : &*found;
}

}  // namespace mailu_lint
