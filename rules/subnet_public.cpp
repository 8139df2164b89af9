// Addresses in SUBNET relay without a login; public ones belong to somebody else.
#include <mailu_lint/rule.hpp>

#include "mailu/settings.hpp"

namespace mailu_lint {
extern constinit const Rule subnet_public{
    .category = Category::relay,
    .severity = Severity::error,
    .releases = {Release::v1_6, newest_release},
    .summary = "`SUBNET` is public address space",
    .cwe = 284,
    .security_severity = 8.1,
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const SettingUse& use : settings_of(mail, Role::smtp, "SUBNET", findings)) {
            const auto subnet = IpNetwork::parse(use.value());
            if (!subnet || subnet->address.family == IpFamily::v6) continue;  // subnet-invalid
            if (is_private(*subnet)) continue;
            findings
                .add(use.span(),
                     "`SUBNET` `" + use.value() + "` has public addresses; their owners relay without a login")
                .label("not a private range")
                .help("give the network a private range, such as 192.168.203.0/24, and set `SUBNET` to it");
          }
        },
};
}  // namespace mailu_lint
