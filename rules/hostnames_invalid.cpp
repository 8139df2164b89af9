// HOSTNAMES is cut at commas and nothing else. The first name is the server's own; all of them stand in the request for
// a certificate.
#include <algorithm>
#include <array>
#include <utility>

#include <mailu_lint/rule.hpp>

#include "mailu/lists.hpp"
#include "mailu/settings.hpp"
#include "mailu/value_types.hpp"
#include "mailu/words.hpp"

namespace mailu_lint {
namespace {

constexpr std::size_t longest_shown = 40;

/// What the entry is instead of a name; empty: it is one.
std::string_view fault(std::string_view entry) {
  if (is_host_name(entry)) return {};
  if (entry.find("://") != std::string_view::npos) return "a URL";
  if (entry.find_first_of(" \t") != std::string_view::npos) return "more than one word";
  if (IpAddress::parse(entry)) return "an address";
  if (entry.starts_with("*.")) return "a pattern";
  return "no host name";
}

/// Behind the first name and without a request for certificates it does no harm; Roundcube even takes an address.
bool is_harmless(std::string_view fault) {
  return fault == "an address" || fault == "a pattern";
}

bool asks_for_certificates(const Deployment& mail, Findings& findings) {
  return std::ranges::any_of(settings_of(mail, Role::front, "TLS_FLAVOR", findings),
                             [](const SettingUse& flavor) { return flavor.value().ends_with("letsencrypt"); });
}

void check_names(const SettingUse& names, bool certificates, Findings& findings) {
  bool first = true;
  for (const ListEntry& entry : split_list(names.setting->value, ",")) {
    const bool is_main = std::exchange(first, false);
    const std::string_view text = trim(entry.text);
    const std::string_view what = text.empty() ? std::string_view() : fault(text);
    if (what.empty() || (!is_main && !certificates && is_harmless(what))) continue;
    const bool shown = text.size() <= longest_shown && text.find('@') == std::string_view::npos;
    const std::string_view consequence = certificates ? "Let's Encrypt gives no certificate"
                                         : is_main    ? "Postfix greets other servers with it"
                                                      : "no host has such a name";
    findings
        .add(entry.span, (shown ? "`" + std::string(text) + "`" : std::string("an entry")) + " in `HOSTNAMES` is " +
                             std::string(what) + "; " + std::string(consequence))
        .evidence(std::string(what))
        .help("write bare names with commas between them: `mail.example.org,imap.example.org`");
  }
}

}  // namespace

extern constinit const Rule hostnames_invalid{
    .category = Category::settings,
    .severity = Severity::warning,
    .summary = "`HOSTNAMES` holds something else than names of hosts",
    .check =
        [](const Deployment& mail, Findings& findings) {
          constexpr std::array readers = {Role::front, Role::admin, Role::smtp, Role::imap};
          const bool certificates = asks_for_certificates(mail, findings);
          for (const SettingUse& names : settings_of(mail, readers, "HOSTNAMES", findings)) {
            check_names(names, certificates, findings);
          }
        },
};
}  // namespace mailu_lint
