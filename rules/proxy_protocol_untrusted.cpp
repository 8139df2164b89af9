// With PROXY_PROTOCOL the proxy tells who the client is. It is believed only if REAL_IP_FROM names it.
#include <mailu_lint/rule.hpp>

#include "mailu/settings.hpp"

namespace mailu_lint {
extern constinit const Rule proxy_protocol_untrusted{
    .category = Category::relay,
    .severity = Severity::error,
    .releases = {Release::v2_0, newest_release},
    .summary = "`PROXY_PROTOCOL` without a trusted proxy, or beside a header",
    .cwe = 348,
    .security_severity = 7.5,
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const SettingUse& use : settings_of(mail, Role::front, "PROXY_PROTOCOL", findings)) {
            const SettingView from = use.service->setting("REAL_IP_FROM");
            const SettingView header = use.service->setting("REAL_IP_HEADER");
            if (!from.note_unknown(findings) && from.empty()) {
              findings
                  .add(use.span(),
                       "`PROXY_PROTOCOL` is set and `REAL_IP_FROM` is not; every client counts as the proxy")
                  .label("the proxy is believed nothing")
                  .help("set `REAL_IP_FROM` to the proxy's address, and to nothing wider");
            } else if (!header.note_unknown(findings) && !header.empty()) {
              findings
                  .add(
                      header.setting()->value.span(),
                      "`REAL_IP_HEADER` is set beside `PROXY_PROTOCOL`; what the proxy tells of web clients is ignored")
                  .label("one of the two")
                  .also(use.span(), "the other one")
                  .help("unset `REAL_IP_HEADER`");
            }
          }
        },
};
}  // namespace mailu_lint
