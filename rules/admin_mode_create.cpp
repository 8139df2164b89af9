// Unset, the mode is `ifmissing` in every release, whatever the reference says. An explicit `create` complains from the
// second start on, an empty one at each: the command line ends behind `--mode`.
#include <set>

#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

bool makes_account(const Service& admin, Findings& findings) {
  bool makes = true;
  for (const char* name : {"INITIAL_ADMIN_ACCOUNT", "INITIAL_ADMIN_DOMAIN", "INITIAL_ADMIN_PW"}) {
    const SettingView part = admin.setting(name);
    makes = !part.note_unknown(findings) && part.setting() && makes;
  }
  return makes;
}

void report_create(Span place, Findings& findings) {
  findings
      .add(place,
           "`INITIAL_ADMIN_MODE` is `create`; from the second start on, creating the account fails with an error")
      .label("the account is there already")
      .help("set `INITIAL_ADMIN_MODE=ifmissing`, or take `INITIAL_ADMIN_*` out after the first start");
}

void report_empty(Span place, Findings& findings) {
  findings.add(place, "`INITIAL_ADMIN_MODE` is empty, which no command takes; admin never makes the first account")
      .severity(Severity::warning)
      .evidence("empty")
      .help("set `INITIAL_ADMIN_MODE=ifmissing`, or take the line out");
}

}  // namespace

extern constinit const Rule admin_mode_create{
    .category = Category::settings,
    .severity = Severity::note,
    .releases = {Release::v1_7, newest_release},
    .summary = "`INITIAL_ADMIN_MODE` is `create` or empty, and the command that makes the account fails",
    .check =
        [](const Deployment& mail, Findings& findings) {
          std::set<Span> told;
          for (const Service* admin : running(mail, Role::admin)) {
            const SettingView mode = admin->setting("INITIAL_ADMIN_MODE");
            if (mode.note_unknown(findings) || mode.unset() || !makes_account(*admin, findings)) continue;
            const Setting& setting = *mode.setting();
            if (!told.insert(setting.name_span).second) continue;
            if (*mode.get() == "create") report_create(setting.value.span(), findings);
            // An empty value of a stack may be filled by the shell.
            if (mode.empty() && mail.dialect == Dialect::compose) report_empty(setting.name_span, findings);
          }
        },
};
}  // namespace mailu_lint
