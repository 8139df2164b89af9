// With SECRET_KEY anybody can sign what Mailu signs: the cookie that says who is logged in, addresses to forward to.
#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"
#include "mailu/weak_secrets.hpp"

namespace mailu_lint {
extern constinit const Rule secret_key_default{
    .category = Category::secrets,
    .severity = Severity::error,
    .summary = "`SECRET_KEY` is empty, a placeholder or a published example",
    .cwe = 1394,
    .security_severity = 9.1,
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const Service* admin : running(mail, Role::admin)) {
            const SettingView file = admin->setting("SECRET_KEY_FILE");
            const SettingView key = admin->setting("SECRET_KEY");
            if (file.note_unknown(findings) || file.setting()) continue;
            if (key.note_unknown(findings) || key.unset()) continue;  // unset: setting-missing
            const bool empty = key.empty();
            if (!empty && weakness_of(*key.get(), 0) != Weakness::well_known) continue;
            findings
                .add(key.setting()->value.span(), std::string("`SECRET_KEY` is ") +
                                                      (empty ? "empty" : "a value that everybody knows") +
                                                      "; anybody can forge the login of any user, administrators too")
                .label(empty ? "no key" : "a placeholder or a published example")
                .help("write a random key of 16 characters or more: `openssl rand -hex 16`");
          }
        },
};
}  // namespace mailu_lint
