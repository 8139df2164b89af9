// Without TLS front takes passwords in clear: over HTTP on 80, and on the mail ports that otherwise insist on STARTTLS.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/lists.hpp"
#include "mailu/ports.hpp"
#include "mailu/proxy.hpp"
#include "mailu/settings.hpp"

namespace mailu_lint {
namespace {

/// Strangers may use the entry: it is on every address, or on one of the internet.
bool is_public(const PublishedPort& entry) {
  if (!entry.host_ip) return true;
  return entry.address && !is_private(*entry.address);
}

/// Up to 2.0 front serves every login port; from 2024.06 those in PORTS, which has none without TLS unless set.
bool serves(const Deployment& mail, const Service& front, unsigned port, Findings& findings) {
  if (mail.is({oldest_release, Release::v2_0})) return true;
  const SettingView ports = front.setting("PORTS");
  if (ports.note_unknown(findings) || ports.unset()) return false;
  return std::ranges::any_of(split_list(ports.setting()->value),
                             [&](const ListEntry& entry) { return entry.text == std::to_string(port); });
}

struct OpenPort {
  unsigned number = 0;
  const PublishedPort* entry = nullptr;
};

std::vector<OpenPort> open_ports(const Deployment& mail, const ProxySigns& proxies, const Service& front,
                                 Findings& findings) {
  std::vector<OpenPort> open;
  const auto add = [&](unsigned port) {
    const auto entries = ports_to(front, port, findings);
    const auto found = std::ranges::find_if(entries, [](const PublishedPort* entry) { return is_public(*entry); });
    if (found != entries.end()) open.push_back({port, *found});
  };
  if (!proxies.mail(front, findings)) {
    for (const unsigned port : {110U, 143U, 587U}) {
      if (serves(mail, front, port, findings)) add(port);
    }
  }
  if (!proxies.web(front, findings)) add(80);
  return open;
}

}  // namespace

extern constinit const Rule tls_disabled{
    .category = Category::tls,
    .severity = Severity::error,
    .summary = "TLS is off, and strangers reach the ports where users log in",
    .cwe = 319,
    .security_severity = 7.5,
    .check =
        [](const Deployment& mail, Findings& findings) {
          const ProxySigns proxies(mail);
          for (const SettingUse& flavor : settings_of(mail, Role::front, "TLS_FLAVOR", findings)) {
            if (flavor.value() != "notls") continue;
            const auto open = open_ports(mail, proxies, *flavor.service, findings);
            if (open.empty()) continue;
            std::string ports;
            for (const OpenPort& port : open) ports += (ports.empty() ? "" : ", ") + std::to_string(port.number);
            const std::string word = open.size() == 1 ? "port " : "ports ";
            auto finding = findings.add(flavor.span(), "TLS is off and strangers reach " + word + ports +
                                                           "; passwords cross the internet readable");
            finding.label("no TLS at all");
            for (const OpenPort& port : open) {
              finding.also(port.entry->span, "logins in the clear on " + std::to_string(port.number));
            }
            finding.help("set `TLS_FLAVOR=letsencrypt`, or `cert` with a certificate of your own in `/certs`");
          }
        },
};
}  // namespace mailu_lint
