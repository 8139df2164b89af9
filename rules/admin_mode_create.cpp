// Unset, the mode is `ifmissing` in every release, whatever the reference says. Only an explicit `create` complains.
#include <mailu_lint/rule.hpp>

#include "mailu/settings.hpp"

namespace mailu_lint {
extern constinit const Rule admin_mode_create{
    .category = Category::settings,
    .severity = Severity::note,
    .releases = {Release::v1_7, newest_release},
    .summary = "`INITIAL_ADMIN_MODE=create` fails at every start but the first",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const SettingUse& mode : settings_of(mail, Role::admin, "INITIAL_ADMIN_MODE", findings)) {
            if (mode.value() != "create") continue;
            bool creates = true;
            for (const char* name : {"INITIAL_ADMIN_ACCOUNT", "INITIAL_ADMIN_DOMAIN", "INITIAL_ADMIN_PW"}) {
              const SettingView part = mode.service->setting(name);
              creates = !part.note_unknown(findings) && part.setting() && creates;
            }
            if (!creates) continue;
            findings
                .add(mode.span(),
                     "`INITIAL_ADMIN_MODE` is `create`; from the second start on, creating the "
                     "account fails with an error")
                .label("the account is there already")
                .help("set `INITIAL_ADMIN_MODE=ifmissing`, or take `INITIAL_ADMIN_*` out after the first start");
          }
        },
};
}  // namespace mailu_lint
