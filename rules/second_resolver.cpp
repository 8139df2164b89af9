// docker asks the next entry of `dns:` whenever one fails, and Unbound fails on purpose when a signature is wrong.
#include <map>
#include <set>

#include <mailu_lint/rule.hpp>

#include "mailu/resolver.hpp"

namespace mailu_lint {
namespace {

/// An entry beside the resolver's, with those of other services that say the same.
struct Other {
  std::vector<DnsEntry> entries{};
  bool first = false;  ///< somewhere it stands before the resolver
};

std::map<IpAddress, Other> others_beside(const Deployment& mail, const Resolvers& resolvers,
                                         const std::vector<DnsEntry>& entries) {
  std::set<const Service*> asking;
  for (const DnsEntry& entry : entries) {
    if (entry.service->role != Role::none && resolvers.find(entry.address)) asking.insert(entry.service);
  }
  std::map<IpAddress, Other> others;
  std::set<const Service*> asked;  // the resolver's entry has gone by
  for (const DnsEntry& entry : entries) {
    if (resolvers.find(entry.address)) {
      asked.insert(entry.service);
    } else if (asking.contains(entry.service) && !resolvers.network_around(mail, entry.address)) {
      Other& other = others[entry.address];
      other.entries.push_back(entry);
      other.first = other.first || !asked.contains(entry.service);
    }
  }
  return others;
}

}  // namespace

extern constinit const Rule second_resolver{
    .category = Category::network,
    .severity = Severity::warning,
    .summary = "`dns:` has a second entry beside Mailu's resolver",
    .check =
        [](const Deployment& mail, Findings& findings) {
          const Resolvers resolvers = find_resolvers(mail, findings);
          if (resolvers.addresses.empty()) return;
          for (const auto& [address, other] : others_beside(mail, resolvers, dns_entries(mail, findings).list)) {
            const DnsEntry& entry = other.entries.front();
            const std::string server = "`" + entry.text->docker_value() + "`";
            const std::string when = other.first ? " before the resolver" : " when the resolver fails";
            const bool is_public = !is_private(address);
            auto finding =
                findings.add(entry.text->span(), "docker asks " + server + when +
                                                     (is_public ? "; spam block lists refuse public resolvers"
                                                                : "; DNSSEC holds only if that one checks it too"));
            finding.severity(is_public ? Severity::warning : Severity::note)
                .label("not Mailu's resolver")
                .evidence(entry.text->docker_value())
                .help("leave only the resolver's address in `dns:`");
            const FixedAddress* own = resolvers.first(address.family);
            finding.also((own ? own : &resolvers.addresses.front())->text->span(), "Mailu's resolver");
            add_other_places(finding, other.entries);
          }
        },
};
}  // namespace mailu_lint
