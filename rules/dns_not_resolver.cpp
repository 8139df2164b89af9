// `dns:` and the resolver's address are written in two places; when they differ, queries go to nobody.
#include <map>
#include <set>

#include <mailu_lint/rule.hpp>

#include "mailu/resolver.hpp"

namespace mailu_lint {
namespace {

/// An address that docker cannot give: the container does not start. Has it been told?
bool check_own_address(const FixedAddress& own, Findings& findings) {
  if (!own.network || subnet_of(*own.network, own.address)) return false;
  const Network::Subnet* other = nullptr;
  for (const Network::Subnet& subnet : own.network->subnets) {
    if (!subnet.network) return false;
    if (subnet.network->address.family == own.address.family) other = &subnet;
  }
  if (!other) return false;
  const std::string network = other->network->to_string();
  findings
      .add(own.text->span(), "`" + own.text->docker_value() + "` of `" + own.service->name.docker_value() +
                                 "` lies outside its network, " + network + "; docker does not start it")
      .label("not in " + network)
      .also(other->text.span(), "the network's subnet")
      .help("give it an address of " + network + ", and name that in `dns:` of the other services");
  return true;
}

/// The fixed addresses of all services; nothing when one of them is not known.
std::optional<std::set<IpAddress>> taken_addresses(const Deployment& mail, Findings& findings) {
  std::set<IpAddress> taken;
  for (const Service& service : mail.services) {
    const auto addresses = fixed_addresses(mail, service, findings);
    if (!addresses) return std::nullopt;
    for (const FixedAddress& one : *addresses) taken.insert(one.address);
  }
  return taken;
}

/// Nobody in the resolver's network has the address: no service, and not the host, which is there as the gateway.
bool is_nobody(const Deployment& mail, const Resolvers& resolvers, const std::set<IpAddress>& taken,
               const IpAddress& address) {
  const Network* network = resolvers.network_around(mail, address);
  return network && !taken.contains(address) && subnet_of(*network, address)->network->nth(1) != address;
}

void tell(const Resolvers& resolvers, const std::vector<DnsEntry>& entries, Findings& findings) {
  const Text& dns = *entries.front().text;
  const Text& resolver = resolvers.services.front()->name;
  const FixedAddress* own = resolvers.first(entries.front().address.family);
  const std::string name = "`" + resolver.docker_value() + "` has ";
  auto finding = findings.add(
      dns.span(), "`dns: " + dns.docker_value() + "` is " +
                      (own ? "nobody's address, " + name + own->text->docker_value() + "; queries to it are lost"
                           : "kept for nobody, " + name + "no fixed address; whether queries arrive is chance"));
  finding.evidence(dns.docker_value())
      .label("not the resolver's")
      .also(own ? own->text->span() : resolver.span(), own ? "the resolver's address" : "docker gives it any address")
      .help(own ? "write `dns: " + own->text->docker_value() + "`"
                : "give the resolver `ipv4_address: " + dns.docker_value() + "` in that network");
  add_other_places(finding, entries);
}

}  // namespace

extern constinit const Rule dns_not_resolver{
    .category = Category::network,
    .severity = Severity::error,
    .summary = "`dns:` is an address that the resolver does not have",
    .check =
        [](const Deployment& mail, Findings& findings) {
          const Resolvers resolvers = find_resolvers(mail, findings);
          if (resolvers.services.empty()) return;
          bool told = false;
          for (const FixedAddress& own : resolvers.addresses) told = check_own_address(own, findings) || told;
          if (told) return;
          const auto taken = taken_addresses(mail, findings);
          if (!taken) return;
          std::map<IpAddress, std::vector<DnsEntry>> lost;
          for (const DnsEntry& entry : dns_entries(mail, findings).list) {
            if (entry.service->role == Role::none) continue;
            if (is_nobody(mail, resolvers, *taken, entry.address)) lost[entry.address].push_back(entry);
          }
          for (const auto& [address, entries] : lost) tell(resolvers, entries, findings);
        },
};
}  // namespace mailu_lint
