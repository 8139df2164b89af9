// A resolver that no service names in `dns:` answers nobody: queries go where the host's go.
#include <algorithm>
#include <set>

#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"
#include "mailu/resolver.hpp"

namespace mailu_lint {
namespace {

/// May the entry lead to a resolver that has no fixed address of that kind? So it does when it lies in the resolver's
/// network (rule dns-not-resolver speaks of that), or in one whose subnets are not known.
bool may_lead_there(const Deployment& mail, const Resolvers& resolvers, const IpAddress& address) {
  if (resolvers.network_around(mail, address)) return true;
  if (!is_private(address)) return false;
  return std::ranges::any_of(resolvers.services, [&](const Service* service) {
    return std::ranges::any_of(service->networks, [&](const Attachment& attachment) {
      const Network* network = mail.network(attachment);
      return !attachment.ipv4 && (!network || network->subnets.empty());
    });
  });
}

/// The services that look up the most names are in these files.
bool has_askers(const Deployment& mail) {
  return std::ranges::any_of(std::initializer_list<Role>{Role::admin, Role::smtp, Role::antispam},
                             [&](Role role) { return !running(mail, role).empty(); });
}

}  // namespace

extern constinit const Rule resolver_unused{
    .category = Category::network,
    .severity = Severity::warning,
    .summary = "No service asks Mailu's resolver",
    .check =
        [](const Deployment& mail, Findings& findings) {
          const Resolvers resolvers = find_resolvers(mail, findings);
          const DnsEntries entries = dns_entries(mail, findings);
          if (!entries.complete || !has_askers(mail)) return;
          std::set<const Service*> used;
          for (const DnsEntry& entry : entries.list) {
            if (const FixedAddress* own = resolvers.find(entry.address)) {
              used.insert(own->service);
            } else if (may_lead_there(mail, resolvers, entry.address)) {
              return;
            }
          }
          for (const Service* resolver : resolvers.services) {
            if (used.contains(resolver) || !resolver->ports.empty()) continue;  // published, it may serve the host
            const bool fixed = std::ranges::any_of(resolvers.addresses,
                                                   [&](const FixedAddress& own) { return own.service == resolver; });
            const std::string name = "`" + resolver->name.docker_value() + "`";
            findings.add(resolver->name.span(), "no service has " + name + " in `dns:`; names are looked up elsewhere")
                .label("answers nobody")
                .help(fixed ? "write its address in `dns:` of Mailu's services"
                            : "give it an `ipv4_address` in the network, and write that in `dns:` of Mailu's services");
          }
        },
};
}  // namespace mailu_lint
