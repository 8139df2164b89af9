// In a stack, front speaks to the other services from an address that only POD_ADDRESS_RANGE (or a SUBNET that fits)
// lets them trust. Mailu 1.6 to 1.9; from 2.0 on SUBNET alone decides.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/catalog.hpp"
#include "mailu/front_network.hpp"
#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

/// Is it proven that every IPv4 subnet of the network lies in `range`? Without `ipam:` swarm takes one of 10.0.0.0/8.
bool covers(const IpNetwork& range, const Network& network) {
  if (network.subnets.empty()) return !network.external && range.contains(*IpNetwork::parse("10.0.0.0/8"));
  return std::ranges::all_of(network.subnets, [&](const Network::Subnet& subnet) {
    return subnet.network && (subnet.network->address.family == IpFamily::v6 || range.contains(*subnet.network));
  });
}

std::string consequence(Role role) {
  if (role == Role::admin) return "nobody can log in through front";
  return role == Role::smtp ? "it refuses front's mail" : "it refuses front's web requests";
}

constexpr Role who_connects[] = {Role::front, Role::webmail};

void check_service(const Deployment& mail, const Service& service, std::string_view default_subnet,
                   const std::vector<bool>& shared, Findings& findings) {
  const SettingView range = service.setting("POD_ADDRESS_RANGE");
  const auto subnet = service.setting("SUBNET").value_or(default_subnet, findings);
  if (range.note_unknown(findings) || !range.empty() || !subnet) return;
  const auto parsed = IpNetwork::parse(*subnet);
  for (const Attachment& attachment : service.networks) {
    const Network* network = mail.network(attachment);
    if (!network || !shared[*attachment.network] || (parsed && covers(*parsed, *network))) continue;
    const std::string name = service.name.docker_value();
    auto finding = findings.add(service.name.span(),
                                "`" + name + "` has no `POD_ADDRESS_RANGE` and `SUBNET` may not cover its network; " +
                                    consequence(service.role) + (mail.release ? "" : " (Mailu 1.6 to 1.9)"));
    finding.help("set `POD_ADDRESS_RANGE` to the subnet of that network, no wider: `docker network inspect` tells it");
    if (network->declared) finding.also(network->span, "the network it shares with front or webmail");
    if (network->subnets_from_facts) finding.also(network->subnets.front().text.span(), "what docker says of it");
    if (const Setting* setting = service.setting("SUBNET").setting()) {
      finding.also(setting->value.span(), "this does not cover it for certain");
    }
    return;
  }
}

}  // namespace

extern constinit const Rule pod_address_range_missing{
    .category = Category::swarm,
    .severity = Severity::error,
    .releases = {Release::v1_6, Release::v1_9},
    .summary = "A service of a stack does not trust the addresses that front has there",
    .check =
        [](const Deployment& mail, Findings& findings) {
          if (!mail.swarm()) return;
          const std::vector<bool> shared = networks_of(mail, who_connects);
          const std::string_view known_to_admin = default_of(*find_setting("SUBNET"), Release::v1_9);
          for (const Service* admin : running(mail, Role::admin)) {
            check_service(mail, *admin, known_to_admin, shared, findings);
          }
          for (const Service* smtp : running(mail, Role::smtp)) check_service(mail, *smtp, "", shared, findings);
          if (!mail.may_be({Release::v1_8, Release::v1_9})) return;
          for (const Service* antispam : running(mail, Role::antispam)) {
            check_service(mail, *antispam, "", shared, findings);
          }
        },
};
}  // namespace mailu_lint
