// SUBNET is whom Mailu's services take for each other: Postfix relays for it, Dovecot asks it for no password.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/front_network.hpp"
#include "mailu/ingress.hpp"
#include "mailu/placement.hpp"
#include "mailu/settings.hpp"

namespace mailu_lint {
namespace {

/// A network of the service that lies in SUBNET and is smaller; nothing when one is as big.
const Network::Subnet* smaller_network(const Deployment& mail, const Service& service, const IpNetwork& subnet) {
  const Network::Subnet* smaller = nullptr;
  for (const Attachment& attachment : service.networks) {
    const Network* network = mail.network(attachment);
    if (!network) continue;
    for (const Network::Subnet& declared : network->subnets) {
      if (!declared.network || !subnet.contains(*declared.network)) continue;
      if (subnet.same_as(*declared.network)) return nullptr;
      smaller = &declared;
    }
  }
  return smaller;
}

/// Ingress makes more of it: rule open-relay-ingress has said so.
bool told_by_ingress(const IngressRelays& relays, const Service& smtp, Span place) {
  return std::ranges::any_of(relays.of(smtp), [&](const IngressRelay& relay) {
    return relay.trusted.setting == "SUBNET" && relay.trusted.span == place;
  });
}

}  // namespace

extern constinit const Rule subnet_too_wide{
    .category = Category::relay,
    .severity = Severity::warning,
    .releases = {Release::v1_6, newest_release},
    .summary = "`SUBNET` is wider than Mailu's network",
    .cwe = 284,
    .security_severity = 5.3,
    .check =
        [](const Deployment& mail, Findings& findings) {
          const IngressRelays relays(mail, findings);
          const FrontPlaces front = front_places(mail, IpFamily::v4);
          for (const SettingUse& use : settings_of(mail, Role::smtp, "SUBNET", findings)) {
            const auto subnet = IpNetwork::parse(use.value());
            if (!subnet || subnet->host_bits || !is_private(*subnet)) continue;  // subnet-invalid, subnet-public
            if (told_by_ingress(relays, *use.service, use.span())) continue;
            if (misfit_of_subnet(mail, front, *use.service, *subnet, findings)) continue;  // subnet-mismatch
            const Network::Subnet* smaller = smaller_network(mail, *use.service, *subnet);
            if (!smaller && subnet->prefix >= 16) continue;
            const std::string network = smaller ? smaller->network->to_string() : std::string();
            auto finding =
                findings.add(use.span(), "`SUBNET` `" + use.value() + "` is wider than " +
                                             (smaller ? "the network, " + network : "any network of Mailu's needs") +
                                             "; all in it relays and reads mail without a login");
            finding.label(smaller ? "the network is " + network : "wider than /16")
                .help(smaller ? "set `SUBNET=" + network + "`"
                              : "give the network a /24 of its own and set `SUBNET` to it");
            if (smaller) finding.also(smaller->text.span(), "the network of Mailu's services");
          }
        },
};
}  // namespace mailu_lint
