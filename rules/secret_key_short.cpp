// A short key can be tried out without asking the server: everything signed with it tells when the guess is right.
#include <mailu_lint/rule.hpp>

#include "mailu/settings.hpp"
#include "mailu/weak_secrets.hpp"

namespace mailu_lint {
extern constinit const Rule secret_key_short{
    .category = Category::secrets,
    .severity = Severity::warning,
    .summary = "`SECRET_KEY` is shorter than the 16 characters that Mailu asks for",
    .cwe = 326,
    .security_severity = 5.9,
    .check =
        [](const Deployment& mail, Findings& findings) {
          constexpr std::size_t enough = 16;
          for (const SettingUse& use : settings_of(mail, Role::admin, "SECRET_KEY", findings)) {
            const SettingView file = use.service->setting("SECRET_KEY_FILE");
            if (file.note_unknown(findings) || file.setting()) continue;
            if (weakness_of(use.value(), enough) != Weakness::brief) continue;  // well known: secret-key-default
            findings
                .add(use.span(),
                     "`SECRET_KEY` is shorter than 16 characters; it can be found by trying, "
                     "without asking the server")
                .label("too short")
                .help("write a random key of 16 characters or more: `openssl rand -hex 16`");
          }
        },
};
}  // namespace mailu_lint
