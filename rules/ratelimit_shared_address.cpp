// Mailu counts failed logins by client address. Behind ingress there is only one.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/ingress.hpp"
#include "mailu/lists.hpp"
#include "mailu/placement.hpp"
#include "mailu/ports.hpp"

namespace mailu_lint {
namespace {

constexpr unsigned login_ports[] = {443, 465, 587, 993, 995, 143, 110, 80};

const PublishedPort* login_through_ingress(const Deployment& mail, Findings& findings) {
  for (const Service* front : running(mail, Role::front)) {
    for (const unsigned port : login_ports) {
      const auto ports = ingress_ports_to(mail, *front, port, findings);
      if (!ports.empty()) return ports.front();
    }
  }
  return nullptr;
}

/// Are ingress addresses exempt from the limits? True also when that is not known.
bool may_be_exempt(const Deployment& mail, const Service& admin, Findings& findings) {
  const SettingView exemption = admin.setting("AUTH_RATELIMIT_EXEMPTION");
  if (exemption.note_unknown(findings)) return true;
  if (exemption.unset()) return false;
  return std::ranges::any_of(split_list(exemption.setting()->value), [&](const ListEntry& entry) {
    const auto network = IpNetwork::parse(entry.text);
    return network && ingress_client_in(mail, *network);
  });
}

}  // namespace

extern constinit const Rule ratelimit_shared_address{
    .category = Category::relay,
    .severity = Severity::warning,
    .summary = "All clients share one address, and so one rate limit",
    .check =
        [](const Deployment& mail, Findings& findings) {
          const PublishedPort* port = login_through_ingress(mail, findings);
          if (!port) return;
          for (const Service* admin : running(mail, Role::admin)) {
            if (may_be_exempt(mail, *admin, findings)) continue;
            const bool old = mail.is({oldest_release, Release::v1_8});
            const std::string name = old ? "AUTH_RATELIMIT" : "AUTH_RATELIMIT_IP";
            const SettingView limit = admin->setting(name);
            if (limit.note_unknown(findings)) continue;
            auto finding = findings.add(port->span, "clients share one ingress address, and `" + name +
                                                        "` counts by address; one attacker locks everybody out");
            finding.label("logins go through ingress")
                .help("publish front's ports with `mode: host`, which keeps the client's address");
            if (limit.setting()) finding.also(limit.setting()->value.span(), "the limit");
          }
        },
};
}  // namespace mailu_lint
