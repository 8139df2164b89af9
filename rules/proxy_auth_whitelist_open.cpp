// A proxy on this list says which user a request belongs to, and Mailu asks for no password.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/lists.hpp"
#include "mailu/placement.hpp"
#include "mailu/settings.hpp"
#include "mailu/trust.hpp"

namespace mailu_lint {
namespace {

/// Does front believe every address of the network when it names a client? Nothing when that is not known.
std::optional<bool> believed(const Deployment& mail, const IpNetwork& network, Findings& findings) {
  for (const Service* front : running(mail, Role::front)) {
    const SettingView from = front->setting("REAL_IP_FROM");
    if (from.note_unknown(findings)) return std::nullopt;
    if (!from.get()) return false;
    const auto entries = split_list(from.setting()->value);
    return std::ranges::any_of(entries, [&](const ListEntry& entry) {
      const auto trusted = IpNetwork::parse(entry.text);
      return trusted && trusted->contains(network);
    });
  }
  return std::nullopt;
}

}  // namespace

extern constinit const Rule proxy_auth_whitelist_open{
    .category = Category::relay,
    .severity = Severity::error,
    .releases = {Release::v2_0, newest_release},
    .summary = "`PROXY_AUTH_WHITELIST` lets strangers log in as anybody",
    .cwe = 290,
    .security_severity = 9.8,
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const SettingUse& use : settings_of(mail, Role::admin, "PROXY_AUTH_WHITELIST", findings)) {
            for (const ListEntry& entry : split_list(use.setting->value)) {
              const auto network = IpNetwork::parse(entry.text);
              if (!network) continue;
              if (holds_strangers(*network)) {
                findings
                    .add(entry.span, "`PROXY_AUTH_WHITELIST` holds `" + entry.text +
                                         "`; clients there log in as any user without a password")
                    .label(network->prefix == 0 ? "everybody" : "public addresses")
                    .evidence(entry.text)
                    .help("name only the proxy that checks logins, by address");
              } else if (believed(mail, *network, findings) == false) {
                findings
                    .add(entry.span, "`" + entry.text +
                                         "` of `PROXY_AUTH_WHITELIST` is not in `REAL_IP_FROM`; logins "
                                         "through this proxy are refused")
                    .label("not a proxy that front believes")
                    .evidence(entry.text)
                    .severity(Severity::warning)
                    .help("add `" + entry.text + "` to `REAL_IP_FROM`");
              }
            }
          }
        },
};
}  // namespace mailu_lint
