// A proxy on this list says which user a request belongs to, and Mailu asks for no password.
#include <algorithm>
#include <optional>
#include <vector>

#include <mailu_lint/rule.hpp>

#include "mailu/lists.hpp"
#include "mailu/placement.hpp"
#include "mailu/settings.hpp"
#include "mailu/trust.hpp"

namespace mailu_lint {
namespace {

/// The proxies that front believes when they name a client.
struct Belief {
  const Setting* from = nullptr;  ///< REAL_IP_FROM, where it is set
  std::vector<IpNetwork> networks{};

  bool holds(const IpNetwork& network) const {
    return std::ranges::any_of(networks, [&](const IpNetwork& trusted) { return trusted.contains(network); });
  }
};

/// Nothing when that is not known.
std::optional<Belief> belief_of_front(const Deployment& mail, Findings& findings) {
  for (const Service* front : running(mail, Role::front)) {
    const SettingView from = front->setting("REAL_IP_FROM");
    if (from.note_unknown(findings)) return std::nullopt;
    Belief belief{.from = from.get() ? from.setting() : nullptr};
    if (!belief.from) return belief;
    for (const ListEntry& entry : split_list(belief.from->value)) {
      if (const auto trusted = IpNetwork::parse(entry.text)) belief.networks.push_back(*trusted);
    }
    return belief;
  }
  return std::nullopt;
}

void check_entry(const ListEntry& entry, const std::optional<Belief>& belief, Findings& findings) {
  const auto network = IpNetwork::parse(entry.text);
  if (!network) return;
  if (holds_strangers(*network)) {
    findings
        .add(entry.span,
             "`PROXY_AUTH_WHITELIST` holds `" + entry.text + "`; clients there log in as any user without a password")
        .label(network->prefix == 0 ? "everybody" : "public addresses")
        .evidence(entry.text)
        .help("name only the proxy that checks logins, by address");
    return;
  }
  if (!belief || belief->holds(*network)) return;
  auto finding = findings.add(entry.span, "`" + entry.text +
                                              "` of `PROXY_AUTH_WHITELIST` is not in `REAL_IP_FROM`; logins "
                                              "through this proxy are refused");
  finding.label("not a proxy that front believes")
      .evidence(entry.text)
      .severity(Severity::warning)
      .help("add `" + entry.text + "` to `REAL_IP_FROM`");
  if (belief->from) finding.also(belief->from->value.span(), "whom front believes");
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
          const auto uses = settings_of(mail, Role::admin, "PROXY_AUTH_WHITELIST", findings);
          if (uses.empty()) return;
          const auto belief = belief_of_front(mail, findings);
          for (const SettingUse& use : uses) {
            for (const ListEntry& entry : split_list(use.setting->value)) check_entry(entry, belief, findings);
          }
        },
};
}  // namespace mailu_lint
