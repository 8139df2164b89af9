// docker's userland proxy accepts IPv6 for containers that have none, and connects to them from the network's gateway,
// an address that Postfix trusts.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"
#include "mailu/ports.hpp"
#include "mailu/trust.hpp"

namespace mailu_lint {
namespace {

struct TrustedGateway {
  IpAddress address{};
  const Network* network = nullptr;
  TrustedNetwork trusted{};
};

/// A gateway of front's networks that Postfix lets relay.
std::optional<TrustedGateway> trusted_gateway(const Deployment& mail, const Service& front, Findings& findings) {
  for (const Service* smtp : running(mail, Role::smtp)) {
    const auto trusted = relay_networks(mail, *smtp, findings);
    for (const Attachment& attachment : front.networks) {
      const Network* network = mail.network(attachment);
      if (!network) continue;
      for (const Network::Subnet& subnet : network->subnets) {
        const auto gateway = subnet.network ? subnet.network->nth(1) : std::nullopt;
        const auto found = std::ranges::find_if(
            trusted, [&](const TrustedNetwork& entry) { return gateway && entry.network.contains(*gateway); });
        if (found != trusted.end()) return TrustedGateway{*gateway, network, *found};
      }
    }
  }
  return std::nullopt;
}

}  // namespace

extern constinit const Rule ipv6_clients_as_gateway{
    .category = Category::relay,
    .severity = Severity::warning,
    .releases = {Release::v1_6, newest_release},
    .summary = "IPv6 clients of port 25 arrive as the network's gateway, which may relay",
    .cwe = 284,
    .security_severity = 8.6,
    .check =
        [](const Deployment& mail, Findings& findings) {
          if (mail.swarm()) return;
          for (const Service* front : running(mail, Role::front)) {
            const PublishedPort* port = ipv6_proxied_port(mail, *front, 25, findings);
            const auto gateway = port ? trusted_gateway(mail, *front, findings) : std::nullopt;
            if (!gateway) continue;
            const std::string setting(gateway->trusted.setting);
            findings
                .add(port->span, "IPv6 clients of port 25 arrive as gateway " + gateway->address.to_string() +
                                     ", inside `" + setting + "`; docker's proxy makes it an open relay")
                .label("listens on IPv6 too")
                .also(gateway->network->span, "this network has no IPv6")
                .also(gateway->trusted.span, "Postfix lets these addresses relay")
                .help(
                    "publish it on an IPv4 address (`0.0.0.0:25:25`), or set `\"userland-proxy\": false` in "
                    "daemon.json");
          }
        },
};
}  // namespace mailu_lint
