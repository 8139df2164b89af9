// The header with the client's address counts only from proxies that REAL_IP_FROM names.
#include <mailu_lint/rule.hpp>

#include "mailu/settings.hpp"

namespace mailu_lint {
namespace {

/// Characters that a header name may have (RFC 9110, 5.6.2), those of common use.
bool is_header_name(std::string_view name) {
  return name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
         std::string_view::npos;
}

}  // namespace

extern constinit const Rule real_ip_header_untrusted{
    .category = Category::relay,
    .severity = Severity::warning,
    .releases = {Release::v1_6, newest_release},
    .summary = "`REAL_IP_HEADER` has no effect, or is no header",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const SettingUse& use : settings_of(mail, Role::front, "REAL_IP_HEADER", findings)) {
            if (!is_header_name(use.value())) {
              findings
                  .add(use.span(),
                       "`REAL_IP_HEADER` has a character that no header name has; no client's address is found")
                  .label("look-alike hyphens and blanks are the usual ones")
                  .severity(Severity::error)
                  .help("type the name anew, with plain hyphens: `X-Real-IP`, `X-Forwarded-For`");
              continue;
            }
            const SettingView from = use.service->setting("REAL_IP_FROM");
            const SettingView protocol = use.service->setting("PROXY_PROTOCOL");
            if (from.note_unknown(findings) || protocol.note_unknown(findings) || !from.empty()) continue;
            if (mail.is({Release::v2_0, newest_release}) && !protocol.empty()) continue;  // proxy-protocol-untrusted
            findings
                .add(use.span(), "`REAL_IP_HEADER` is set and `REAL_IP_FROM` is not; every client counts as the proxy")
                .label("believed from nobody")
                .help("set `REAL_IP_FROM` to the proxy's address, and to nothing wider");
          }
        },
};
}  // namespace mailu_lint
