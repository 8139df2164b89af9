// What is switched on needs somebody who does it. Silent where he may be elsewhere: behind an address setting, on a
// network of others, in a compose file that is not here.
#include <mailu_lint/rule.hpp>

#include "mailu/features.hpp"
#include "mailu/peers.hpp"
#include "mailu/settings.hpp"

namespace mailu_lint {
namespace {

/// From 2.0 on a scanner that does not answer makes rspamd answer every sender so.
std::string loss(const Deployment& mail, const Feature& feature) {
  const bool defers = feature.asks == Role::antispam && mail.is({Release::v2_0, newest_release});
  return defers ? "rspamd puts off mail that it cannot scan" : std::string(feature.loss);
}

}  // namespace

extern constinit const Rule feature_service_missing{
    .category = Category::settings,
    .severity = Severity::warning,
    .summary = "A feature is on, and no service does the work",
    .check =
        [](const Deployment& mail, Findings& findings) {
          if (!is_whole(mail)) return;
          const Peers peers(mail);
          for (const Feature& feature : all_features()) {
            if (has_service(mail, feature)) continue;
            const std::string name(feature.setting);
            const std::string service = "`" + std::string(default_name(feature.role)) + "`";
            for (const SettingUse& use : settings_of(mail, feature.asks, name, findings)) {
              if (is_on(mail, name, use.value(), findings) != true) continue;
              if (peers.ask(*use.service, feature.role, findings) != Answer::nobody) continue;
              findings
                  .add(use.span(),
                       "`" + name + "` is on and there is no service " + service + "; " + loss(mail, feature))
                  .label("on")
                  .evidence(name)
                  .help("add the service as the setup wizard writes it, or turn `" + name + "` off");
            }
          }
        },
};
}  // namespace mailu_lint
