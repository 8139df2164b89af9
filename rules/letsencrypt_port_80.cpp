// Let's Encrypt comes to port 80 at every renewal. Where front takes 443 itself, nobody else answers on 80 for it.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/ports.hpp"
#include "mailu/proxy.hpp"
#include "mailu/settings.hpp"

namespace mailu_lint {
namespace {

/// The entry leads from the host's port of the same number, and not from this host alone.
bool leads_straight(const PublishedPort& entry, unsigned port) {
  if (!entry.published || entry.loopback()) return false;
  return entry.published->first + (port - entry.target.first) == port;
}

const PublishedPort* straight(const std::vector<const PublishedPort*>& entries, unsigned port) {
  const auto found =
      std::ranges::find_if(entries, [&](const PublishedPort* entry) { return leads_straight(*entry, port); });
  return found == entries.end() ? nullptr : *found;
}

void check_front(const ProxySigns& proxies, const SettingUse& flavor, Findings& findings) {
  const Service& front = *flavor.service;
  if (!all_ports_known(front, findings)) return;
  const auto http = ports_to(front, 80, findings);
  const auto https = ports_to(front, 443, findings);
  const PublishedPort* web = straight(https, 443);
  if (!web || straight(http, 80) || proxies.web(front, findings)) return;
  std::string fact = "port 80 is not published";
  if (!http.empty()) fact = http.front()->loopback() ? "port 80 is on loopback" : "port 80 is published as another one";
  auto finding = findings.add(http.empty() ? flavor.span() : http.front()->span,
                              fact + "; Let's Encrypt cannot check the domain and no certificate is renewed");
  finding.label(http.empty() ? "needs port 80" : "the challenge does not get here")
      .also(web->span, "443 reaches `front` directly")
      .evidence(front.name.docker_value())
      .help("publish port 80 of `" + front.name.docker_value() + "` as `80:80`");
  if (!http.empty()) finding.also(flavor.span(), "certificates come from Let's Encrypt");
}

}  // namespace

extern constinit const Rule letsencrypt_port_80{
    .category = Category::tls,
    .severity = Severity::warning,
    .summary = "Let's Encrypt does not reach port 80, where it checks the domain",
    .check =
        [](const Deployment& mail, Findings& findings) {
          const ProxySigns proxies(mail);
          for (const SettingUse& flavor : settings_of(mail, Role::front, "TLS_FLAVOR", findings)) {
            if (flavor.value() != "letsencrypt" && flavor.value() != "mail-letsencrypt") continue;
            check_front(proxies, flavor, findings);
          }
        },
};
}  // namespace mailu_lint
