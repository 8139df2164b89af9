// nginx replaces the client's address by what a trusted proxy says. If anybody counts as one, anybody chooses the
// address.
#include <mailu_lint/rule.hpp>

#include "mailu/lists.hpp"
#include "mailu/settings.hpp"
#include "mailu/trust.hpp"

namespace mailu_lint {
extern constinit const Rule real_ip_from_open{
    .category = Category::relay,
    .severity = Severity::error,
    .releases = {Release::v1_6, newest_release},
    .summary = "`REAL_IP_FROM` lets strangers choose their address",
    .cwe = 348,
    .security_severity = 8.2,
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const SettingUse& use : settings_of(mail, Role::front, "REAL_IP_FROM", findings)) {
            for (const ListEntry& entry : split_list(use.setting->value)) {
              const auto network = IpNetwork::parse(entry.text);
              if (!network || !holds_strangers(*network)) continue;
              findings
                  .add(entry.span, "`REAL_IP_FROM` holds `" + entry.text +
                                       "`; clients there choose the address that limits and relay rights see")
                  .label(network->prefix == 0 ? "everybody" : "public addresses")
                  .evidence(entry.text)
                  .help("name only the proxy in front of Mailu, by address");
            }
          }
        },
};
}  // namespace mailu_lint
