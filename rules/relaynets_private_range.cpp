// A whole private block in RELAYNETS holds more than anybody has in mind: every container, every guest in the wireless
// network, and the addresses that docker gives to clients it passes on.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/ingress.hpp"
#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

struct WideRange {
  std::string_view network{};
  std::string_view what{};
  bool only_in_swarm = false;
};
constexpr WideRange wide_ranges[] = {
    {"10.0.0.0/8", "a whole private block", false},
    {"172.16.0.0/12", "a whole private block", false},
    {"192.168.0.0/16", "a whole private block", false},
    {"172.17.0.0/16", "docker's default bridge", false},
    {"172.18.0.0/16", "docker_gwbridge, where clients come through", true},
};

/// The gateway of a network of the service, when the entry covers more than that network and SUBNET does not trust it
/// anyway.
const Network::Subnet* network_of_covered_gateway(const Deployment& mail, const Service& smtp, const IpNetwork& entry,
                                                  const std::vector<TrustedNetwork>& trusted) {
  for (const Attachment& attachment : smtp.networks) {
    const Network* network = mail.network(attachment);
    if (!network) continue;
    for (const Network::Subnet& subnet : network->subnets) {
      if (!subnet.network || !entry.contains(*subnet.network) || entry.same_as(*subnet.network)) continue;
      const auto gateway = subnet.network->nth(1);
      const bool told = std::ranges::any_of(trusted, [&](const TrustedNetwork& other) {
        return other.setting != "RELAYNETS" && gateway && other.network.contains(*gateway);
      });
      if (gateway && !told) return &subnet;
    }
  }
  return nullptr;
}

struct Coverage {
  std::string what{};
  const Network::Subnet* network = nullptr;  ///< whose gateway is covered
};

Coverage describe(const Deployment& mail, const Service& smtp, const IpNetwork& entry,
                  const std::vector<TrustedNetwork>& trusted) {
  for (const WideRange& range : wide_ranges) {
    if (range.only_in_swarm && !mail.swarm()) continue;
    if (entry.contains(*IpNetwork::parse(range.network))) return {std::string(range.what)};
  }
  const Network::Subnet* network = network_of_covered_gateway(mail, smtp, entry, trusted);
  if (!network) return {};
  return {"more than the network, with its gateway " + network->network->nth(1)->to_string(), network};
}

}  // namespace

extern constinit const Rule relaynets_private_range{
    .category = Category::relay,
    .severity = Severity::warning,
    .summary = "`RELAYNETS` covers a whole private range",
    .cwe = 284,
    .security_severity = 5.3,
    .check =
        [](const Deployment& mail, Findings& findings) {
          const IngressRelays relays(mail, findings);
          for (const Service* smtp : running(mail, Role::smtp)) {
            const auto ingress = relays.of(*smtp);
            const auto trusted = relay_networks(mail, *smtp, findings);
            for (const TrustedNetwork& entry : trusted) {
              const bool told = !ingress.empty() && ingress.front().trusted.span == entry.span;  // open-relay-ingress
              if (entry.setting != "RELAYNETS" || told || holds_strangers(entry.network)) continue;
              const auto [what, network] = describe(mail, *smtp, entry.network, trusted);
              if (what.empty()) continue;
              auto finding = findings.add(
                  entry.span, "`RELAYNETS` holds `" + entry.text + "`, " + what + "; all in it relays without a login");
              finding.label(what)
                  .evidence(entry.text)
                  .help("name the servers that must relay, by address or by their own small network");
              if (network) finding.also(network->text.span(), "the network of `" + smtp->name.docker_value() + "`");
            }
          }
        },
};
}  // namespace mailu_lint
