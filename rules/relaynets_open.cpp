// RELAYNETS wide enough to hold strangers is an open relay on any network.
#include <mailu_lint/rule.hpp>

#include "mailu/ingress.hpp"
#include "mailu/placement.hpp"

namespace mailu_lint {
extern constinit const Rule relaynets_open{
    .category = Category::relay,
    .severity = Severity::error,
    .summary = "`RELAYNETS` lets strangers relay",
    .cwe = 284,
    .security_severity = 9.1,
    .check =
        [](const Deployment& mail, Findings& findings) {
          const IngressRelays relays(mail, findings);
          for (const Service* smtp : running(mail, Role::smtp)) {
            const auto ingress = relays.of(*smtp);
            for (const TrustedNetwork& trusted : relay_networks(mail, *smtp, findings)) {
              if (trusted.setting != "RELAYNETS" || !holds_strangers(trusted.network)) continue;
              if (!ingress.empty() && ingress.front().trusted.span == trusted.span) continue;  // open-relay-ingress
              const std::string what = trusted.network.prefix == 0 ? "the whole internet" : "public addresses";
              findings
                  .add(trusted.span,
                       "`RELAYNETS` holds `" + trusted.text + "`, " + what + "; anyone there may relay without a login")
                  .label(what)
                  .evidence(trusted.text)
                  .help("name only servers you run, by address: `RELAYNETS=192.0.2.7,198.51.100.0/28`");
            }
          }
        },
};
}  // namespace mailu_lint
