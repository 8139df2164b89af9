// In a network that other projects use too, their containers speak to Mailu's inner services directly: no TLS, no
// login at Redis, no rate limits.
#include <algorithm>
#include <iterator>
#include <map>
#include <vector>

#include <mailu_lint/rule.hpp>

#include "mailu/catalog.hpp"
#include "mailu/peers.hpp"
#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

constexpr Role inner_roles[] = {Role::admin, Role::imap, Role::smtp, Role::antispam, Role::redis};

/// The service has a network of the deployment's own, in which Mailu's services meet: it has no need of the other one.
bool has_own_network(const Deployment& mail, const Service& service) {
  return std::ranges::any_of(service.networks, [&](const Attachment& attachment) {
    const Network* network = mail.network(attachment);
    return network && !network->external;
  });
}

/// For each network: a service that is not Mailu's is on it, so it is proven to be shared.
std::vector<const Service*> neighbours(const Deployment& mail) {
  std::vector<const Service*> found(mail.networks.size(), nullptr);
  for (const Service& service : mail.services) {
    if (service.role != Role::none || !service.enabled) continue;
    for (const Attachment& attachment : service.networks) {
      if (attachment.network && !found[*attachment.network]) found[*attachment.network] = &service;
    }
  }
  return found;
}

/// It looks for something that is not here, such as the database of another project, and needs the network for that.
bool looks_outside(const Service& service, const Peers& peers) {
  return std::ranges::any_of(service.environment.settings, [&](const Setting& setting) {
    const SettingInfo* info = find_setting(setting.name);
    const bool names_host = info && (info->type == SettingType::address || info->type == SettingType::smarthost);
    if (!names_host || setting.value.is("")) return false;
    return !setting.value.known() || !peers.has(host_of(setting.value.docker_value()));
  });
}

struct Exposed {
  const Attachment* place = nullptr;
  std::vector<const Service*> services{};
};

void report(const Network& network, const Exposed& exposed, const Service* neighbour, Findings& findings) {
  const std::string name = network.key.docker_value();
  const std::string verb = exposed.services.size() == 1 ? " is on `" : " are on `";
  auto finding = findings.add(exposed.place->key.span(), names_of(exposed.services) + verb + name +
                                                             "`, with other projects; those get to it past front");
  finding.label("reached by whatever runs in this network").evidence(name);
  finding.also(network.span, "not Mailu's own");
  if (neighbour) finding.also(neighbour->name.span(), "a neighbour in it");
  finding.help("connect `front` alone to `" + name + "`, the others to a network of Mailu's own");
}

}  // namespace

extern constinit const Rule internal_service_exposed{
    .category = Category::network,
    .severity = Severity::warning,
    .summary = "Inner services of Mailu are on a network of other projects",
    .cwe = 668,
    .security_severity = 5.3,
    .check =
        [](const Deployment& mail, Findings& findings) {
          const auto neighbour = neighbours(mail);
          const Peers peers(mail);
          std::map<std::size_t, Exposed> exposed;
          for (const Service* service : running(mail)) {
            if (std::ranges::find(inner_roles, service->role) == std::end(inner_roles)) continue;
            for (const Attachment& attachment : service->networks) {
              const Network* network = mail.network(attachment);
              if (!network || !network->external) continue;
              if (!has_own_network(mail, *service) && !neighbour[*attachment.network]) {
                findings.not_checked("network `" + network->key.docker_value() + "` is external");
                continue;
              }
              if (!service->environment.incomplete.empty()) {
                findings.not_checked(service->environment.incomplete);
                continue;
              }
              if (looks_outside(*service, peers)) continue;
              Exposed& entry = exposed[*attachment.network];
              if (!entry.place) entry.place = &attachment;
              entry.services.push_back(service);
            }
          }
          for (const auto& [network, entry] : exposed) {
            report(mail.networks[network], entry, neighbour[network], findings);
          }
        },
};
}  // namespace mailu_lint
