// Swarm's ingress network hands every client over with an address of its own. Where Postfix trusts that address,
// everybody relays. Only port 25 matters: front asks for a login on 465 and 587.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/lists.hpp"
#include "mailu/placement.hpp"
#include "mailu/ports.hpp"
#include "mailu/trust.hpp"

namespace mailu_lint {
namespace {

/// An address of the ingress network that clients arrive with and that lies in the trusted network.
struct Witness {
  IpAddress address{};
  IngressSubnet ingress{};
};

std::optional<Witness> find_witness(const Deployment& mail, const IpNetwork& trusted) {
  for (const IngressSubnet& ingress : mail.ingress()) {
    const auto common = intersection(trusted, ingress.network);
    if (!common) continue;
    // Behind the gateway come the nodes' own addresses, the ones that clients are given: .2 on the first node.
    for (const auto candidate : {ingress.network.nth(2), common->nth(0), common->nth(1)}) {
      const bool usable = candidate && *candidate != ingress.network.first() && *candidate != ingress.network.last();
      if (usable && common->contains(*candidate)) return Witness{*candidate, ingress};
    }
  }
  return std::nullopt;
}

std::vector<const PublishedPort*> entrances(const Deployment& mail, Findings& findings) {
  std::vector<const PublishedPort*> ports;
  for (const Role role : {Role::front, Role::smtp}) {
    for (const Service* service : running(mail, role)) {
      std::ranges::copy(ingress_ports_to(mail, *service, 25, findings), std::back_inserter(ports));
    }
  }
  return ports;
}

void tell_the_way(FindingBuilder finding, const Witness& witness, const PublishedPort& port, std::string remedy) {
  const std::string subnet = witness.ingress.network.to_string();
  finding.also(port.span, "port 25 goes through ingress, which hides the client's address");
  if (witness.ingress.span) {
    finding.also(*witness.ingress.span, "the ingress subnet is " + subnet);
  } else {
    remedy += "; " + subnet + " is docker's default for ingress, `--ingress-subnet` tells another";
  }
  finding.help(std::move(remedy));
}

void check_relay_networks(const Deployment& mail, const Service& smtp, const PublishedPort& port, Findings& findings) {
  std::string_view told;  // one finding for a setting, whatever the number of its entries
  for (const TrustedNetwork& trusted : relay_networks(mail, smtp, findings)) {
    const auto witness = find_witness(mail, trusted.network);
    if (!witness || trusted.setting == told) continue;
    told = trusted.setting;
    const std::string setting(trusted.setting);
    const std::string where = "inside `" + trusted.text + "` of `" + setting + "`";
    tell_the_way(findings
                     .add(trusted.span, "every client of port 25 arrives as " + witness->address.to_string() + ", " +
                                            where + "; anyone may relay")
                     .label("Postfix relays for these addresses without a login")
                     .evidence(setting + " " + trusted.text),
                 *witness, port,
                 "publish port 25 with `mode: host`, or keep the ingress subnet out of `" + setting + "`");
  }
}

/// The swarm guide says RELAYHOST and means RELAYNETS; some wrote the network there.
void check_relayhost(const Deployment& mail, const Service& smtp, const PublishedPort& port, Findings& findings) {
  const SettingView relayhost = smtp.setting("RELAYHOST");
  if (relayhost.note_unknown(findings) || !relayhost.get()) return;
  for (const ListEntry& entry : split_list(relayhost.setting()->value)) {
    const auto network = entry.text.find('/') == std::string::npos ? std::nullopt : IpNetwork::parse(entry.text);
    const auto witness = network ? find_witness(mail, *network) : std::nullopt;
    if (!witness) continue;
    tell_the_way(findings
                     .add(entry.span, "`RELAYHOST` holds `" + entry.text + "`, which covers ingress address " +
                                          witness->address.to_string() + "; as relay rights it lets anyone relay")
                     .label("a smarthost belongs here: `[host]:port`")
                     .evidence("RELAYHOST " + entry.text),
                 *witness, port, "relay rights stand in `RELAYNETS`, and never for the ingress subnet");
    return;
  }
}

}  // namespace

extern constinit const Rule open_relay_ingress{
    .category = Category::relay,
    .severity = Severity::error,
    .summary = "Postfix trusts the address that swarm's ingress network gives every client",
    .cwe = 284,
    .security_severity = 8.6,
    .check =
        [](const Deployment& mail, Findings& findings) {
          const auto ports = entrances(mail, findings);
          if (ports.empty()) return;
          const auto servers = running(mail, Role::smtp);
          if (servers.empty()) findings.not_checked("no smtp service");
          for (const Service* smtp : servers) {
            check_relay_networks(mail, *smtp, *ports.front(), findings);
            check_relayhost(mail, *smtp, *ports.front(), findings);
          }
        },
};
}  // namespace mailu_lint
