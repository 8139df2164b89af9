// A service whose feature is off: it takes memory, and nobody asks it for anything.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/features.hpp"
#include "mailu/placement.hpp"
#include "mailu/proxy.hpp"
#include "mailu/roles.hpp"

namespace mailu_lint {
namespace {

/// The service whose setting decides: fetchmail reads its own, the others wait to be asked.
std::vector<const Service*> deciders(const Deployment& mail, const Feature& feature) {
  return running(mail, feature.role == Role::fetchmail ? Role::fetchmail : feature.asks);
}

/// Off for each of them, as far as can be proven.
bool is_off(const Deployment& mail, const Feature& feature, Findings& findings) {
  const auto services = deciders(mail, feature);
  return !services.empty() && std::ranges::all_of(services, [&](const Service* service) {
    return is_on(mail, *service, feature.setting, feature.off_when_unset, findings) == false;
  });
}

/// Clients reach it without Mailu, or it may be a neighbour's: then it has work of its own.
bool has_other_work(const Service& service, bool has_neighbours) {
  if (!service.ports.empty() || routed_by_traefik(service)) return true;
  return has_neighbours && !(service.image && is_mailu_image(*service.image));
}

}  // namespace

extern constinit const Rule feature_disabled{
    .category = Category::settings,
    .severity = Severity::note,
    .summary = "A service runs whose feature is off",
    .check =
        [](const Deployment& mail, Findings& findings) {
          const bool has_neighbours =
              std::ranges::find(mail.services, Role::none, &Service::role) != mail.services.end();
          for (const Feature& feature : all_features()) {
            const auto services = running(mail, feature.role);
            if (services.empty() || !is_off(mail, feature, findings)) continue;
            const std::string name(feature.setting);
            const Setting* setting = deciders(mail, feature).front()->setting(name).setting();
            for (const Service* service : services) {
              if (has_other_work(*service, has_neighbours)) continue;
              auto finding = findings.add(service->name.span(),
                                          "`" + name + "` is " + (setting ? "off" : "not set, which is off") + "; `" +
                                              service->name.docker_value() + "` runs and nobody asks it for anything");
              if (setting) finding.also(setting->value.span(), "off");
              finding.evidence(name).help("turn `" + name + "` on, or take the service out");
            }
          }
        },
};
}  // namespace mailu_lint
