// A cookie without the mark `Secure` also goes out with a plain request, and whoever reads it is logged in.
#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"
#include "mailu/settings.hpp"

namespace mailu_lint {
extern constinit const Rule session_cookie_insecure{
    .category = Category::tls,
    .severity = Severity::warning,
    .releases = {Release::v1_8, newest_release},
    .summary = "The session cookie may travel without TLS although TLS is on",
    .cwe = 614,
    .security_severity = 5.3,
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const Service* admin : running(mail, Role::admin)) {
            const SettingView secure = admin->setting("SESSION_COOKIE_SECURE");
            const SettingView flavor = admin->setting("TLS_FLAVOR");
            if (secure.note_unknown(findings) || secure.unset()) continue;
            if (!secure.empty() && boolean_of(*secure.get()) != false) continue;  // Flask: empty is false
            if (flavor.note_unknown(findings) || flavor.unset()) continue;
            // With the other flavours the web is served without TLS, behind a proxy.
            if (*flavor.get() != "cert" && *flavor.get() != "letsencrypt") continue;
            findings
                .add(secure.setting()->value.span(),
                     "`SESSION_COOKIE_SECURE` is off while TLS is on; a plain request gives the session away")
                .label(secure.empty() ? "empty counts as off" : "off")
                .also(flavor.setting()->value.span(), "TLS is on")
                .help("take `SESSION_COOKIE_SECURE` out; with TLS on, Mailu then secures the cookie");
          }
        },
};
}  // namespace mailu_lint
