// An upgrade to 2.0 leaves POD_ADDRESS_RANGE behind, and with it whatever it made work.
#include <mailu_lint/rule.hpp>

#include "mailu/settings.hpp"

namespace mailu_lint {
namespace {
constexpr Role former_readers[] = {Role::admin, Role::smtp, Role::antispam};
}  // namespace

extern constinit const Rule pod_address_range_removed{
    .category = Category::network,
    .severity = Severity::warning,
    .releases = {Release::v2_0, newest_release},
    .summary = "`POD_ADDRESS_RANGE` is read by nothing since 2.0",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const SettingUse& use : settings_of(mail, former_readers, "POD_ADDRESS_RANGE", findings)) {
            findings
                .add(use.setting->name_span,
                     "nothing reads `POD_ADDRESS_RANGE` since 2.0; only `SUBNET` tells services who front is")
                .label("read by Mailu 1.6 to 1.9")
                .help("set `SUBNET` to the subnet of Mailu's network and take this line out");
          }
        },
};
}  // namespace mailu_lint
