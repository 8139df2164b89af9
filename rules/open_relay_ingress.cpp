// Swarm's ingress network hands every client over with an address of its own. Where Postfix trusts that address,
// everybody relays. Only port 25 matters: front asks for a login on 465 and 587.
#include <mailu_lint/rule.hpp>

#include "mailu/ingress.hpp"
#include "mailu/lists.hpp"
#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

void tell_the_way(FindingBuilder finding, const IngressClient& client, const PublishedPort& port, std::string remedy) {
  const std::string subnet = client.subnet.network.to_string();
  finding.also(port.span, "port 25 goes through ingress, which hides the client's address");
  if (client.subnet.span) {
    finding.also(*client.subnet.span, "the ingress subnet is " + subnet);
  } else {
    remedy += "; " + subnet + " is docker's default for ingress, `--ingress-subnet` tells another";
  }
  finding.help(std::move(remedy));
}

void check_relay_networks(const std::vector<IngressRelay>& relays, const PublishedPort& port, Findings& findings) {
  std::string_view told;  // one finding for a setting, whatever the number of its entries
  for (const IngressRelay& relay : relays) {
    if (relay.trusted.setting == told) continue;
    told = relay.trusted.setting;
    const std::string setting(told);
    const std::string& entry = relay.trusted.text;
    auto finding =
        findings.add(relay.trusted.span, "every client of port 25 arrives as " + relay.client.address.to_string() +
                                             ", inside `" + entry + "` of `" + setting + "`; anyone may relay");
    finding.label("Postfix relays for these addresses without a login").evidence(setting + " " + entry);
    const bool open_anyway = !is_private(relay.trusted.network);
    tell_the_way(finding, relay.client, port,
                 open_anyway
                     ? "take `" + entry + "` out of `" + setting + "`: it lets the internet relay, ingress or not"
                     : "publish port 25 with `mode: host`, or keep the ingress subnet out of `" + setting + "`");
  }
}

/// The swarm guide says RELAYHOST and means RELAYNETS; some wrote the network there.
void check_relayhost(const Deployment& mail, const Service& smtp, const PublishedPort& port, Findings& findings) {
  const SettingView relayhost = smtp.setting("RELAYHOST");
  if (relayhost.note_unknown(findings) || !relayhost.get()) return;
  for (const ListEntry& entry : split_list(relayhost.setting()->value)) {
    const auto network = entry.text.find('/') == std::string::npos ? std::nullopt : IpNetwork::parse(entry.text);
    const auto client = network ? ingress_client_in(mail, *network) : std::nullopt;
    if (!client) continue;
    auto finding = findings.add(entry.span, "`RELAYHOST` holds `" + entry.text + "`, which covers ingress address " +
                                                client->address.to_string() + "; as relay rights it lets anyone relay");
    finding.label("a smarthost belongs here: `[host]:port`").evidence("RELAYHOST " + entry.text);
    tell_the_way(finding, *client, port, "relay rights stand in `RELAYNETS`, and never for the ingress subnet");
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
          const IngressRelays relays(mail, findings);
          if (relays.ports().empty()) return;
          const PublishedPort& port = *relays.ports().front();
          const auto servers = running(mail, Role::smtp);
          if (servers.empty()) findings.not_checked("no smtp service");
          for (const Service* smtp : servers) {
            check_relay_networks(relays.of(*smtp), port, findings);
            check_relayhost(mail, *smtp, port, findings);
          }
        },
};
}  // namespace mailu_lint
