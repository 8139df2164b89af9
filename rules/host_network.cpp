// On the host's network every port of the container is open, and docker's names for the other services are gone.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

/// Where the service asks for the host's network, or nothing.
std::optional<Span> host_network_of(const Deployment& mail, const Service& service) {
  if (!mail.swarm() && service.network_mode && service.network_mode->is("host")) return service.network_mode->span();
  const auto attachment = std::ranges::find_if(service.networks, [&](const Attachment& one) {
    const Network* network = mail.network(one);
    return network && network->external && network->name.is("host");
  });
  if (attachment == service.networks.end()) return std::nullopt;
  return attachment->key.span();
}

}  // namespace

extern constinit const Rule host_network{
    .category = Category::network,
    .severity = Severity::warning,
    .summary = "A service of Mailu runs on the host's network",
    .cwe = 668,
    .security_severity = 5.9,
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const Service* service : running(mail)) {
            const auto span = host_network_of(mail, *service);
            if (!span) continue;
            const std::string name = service->name.docker_value();
            findings
                .add(*span, "`" + name +
                                "` is on the host's network; all its ports are open, and it finds no other "
                                "service by name")
                .label("the host's network")
                .evidence(name)
                .help("put `" + name + "` on Mailu's network and publish only the ports it serves to clients");
          }
        },
};
}  // namespace mailu_lint
