// Mailu's containers name their resolver by address, and swarm gives no service a fixed one.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"
#include "mailu/ports.hpp"
#include "mailu/resolver.hpp"

namespace mailu_lint {
namespace {

/// `dns:` entries of Mailu's services that point into a network of this stack.
std::vector<DnsEntry> inside_own_networks(const Deployment& mail, Findings& findings) {
  std::vector<DnsEntry> entries = dns_entries(mail, findings).list;
  std::erase_if(entries, [&](const DnsEntry& entry) {
    return entry.service->role == Role::none || std::ranges::none_of(mail.networks, [&](const Network& network) {
             return subnet_of(network, entry.address) != nullptr;
           });
  });
  return entries;
}

/// One on every node, bound to the node's own port 53, is reached by the node's address: the remedy itself.
bool on_every_node(const Service& resolver, Findings& findings) {
  const auto ports = ports_to(resolver, 53, findings);
  return resolver.tasks.global &&
         std::ranges::any_of(ports, [](const PublishedPort* port) { return port->mode == PublishMode::host; });
}

}  // namespace

extern constinit const Rule unbound_in_swarm{
    .category = Category::swarm,
    .severity = Severity::error,
    .summary = "A stack relies on a resolver at a fixed address, which swarm cannot give",
    .check =
        [](const Deployment& mail, Findings& findings) {
          if (!mail.swarm()) return;
          const auto entries = inside_own_networks(mail, findings);
          const std::string help = "run a resolver on every node, outside the stack, and leave `dns:` to the node";
          bool told = false;
          for (const Service* resolver : running(mail, Role::resolver)) {
            if (on_every_node(*resolver, findings)) continue;
            auto finding =
                findings.add(resolver->name.span(),
                             "`" + resolver->name.docker_value() +
                                 "` is a resolver in a stack; swarm gives it no fixed address to be asked at");
            finding.help(help);
            if (!told) {
              for (const DnsEntry& entry : entries) finding.also(entry.text->span(), "asked for here");
            }
            told = true;
          }
          if (told || entries.empty()) return;
          const DnsEntry& first = entries.front();
          auto finding =
              findings.add(first.text->span(), "`dns:` " + first.text->docker_value() +
                                                   " lies in the stack's own network; swarm gives no service "
                                                   "that address for good");
          finding.help(help);
          for (auto it = entries.begin() + 1; it != entries.end(); ++it) finding.also(it->text->span(), "and here");
        },
};
}  // namespace mailu_lint
