// Without rate limits, passwords are guessed at leisure.
#include <mailu_lint/rule.hpp>

#include "mailu/ingress.hpp"
#include "mailu/lists.hpp"
#include "mailu/placement.hpp"
#include "mailu/ports.hpp"
#include "mailu/settings.hpp"

namespace mailu_lint {
namespace {

constexpr unsigned login_ports[] = {80, 443, 110, 143, 465, 587, 993, 995, 4190};

/// Who is exempt by `network` that should not be; empty when nobody is.
std::string strangers_in(const Deployment& mail, const IpNetwork& network, Findings& findings) {
  if (holds_strangers(network)) return network.prefix == 0 ? "everybody" : "public addresses";
  for (const Service* front : running(mail, Role::front)) {
    for (const unsigned port : login_ports) {
      const auto client = ingress_client_in(mail, network);
      if (client && !ingress_ports_to(mail, *front, port, findings).empty()) {
        return client->address.to_string() + ", which every client has through ingress";
      }
      if (mail.swarm() || !ipv6_proxied_port(mail, *front, port, findings)) continue;
      const auto gateway = gateway_in(mail, *front, network);
      if (gateway) return "gateway " + gateway->to_string() + ", which IPv6 clients have";
    }
  }
  return {};
}

}  // namespace

extern constinit const Rule ratelimit_exemption_open{
    .category = Category::relay,
    .severity = Severity::warning,
    .releases = {Release::v1_9, newest_release},
    .summary = "`AUTH_RATELIMIT_EXEMPTION` exempts strangers",
    .cwe = 307,
    .security_severity = 6.5,
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const SettingUse& use : settings_of(mail, Role::admin, "AUTH_RATELIMIT_EXEMPTION", findings)) {
            for (const ListEntry& entry : split_list(use.setting->value)) {
              const auto network = IpNetwork::parse(entry.text);
              const std::string who = network ? strangers_in(mail, *network, findings) : std::string();
              if (who.empty()) continue;
              findings.add(entry.span, "`AUTH_RATELIMIT_EXEMPTION` exempts " + who + "; nothing limits guessing")
                  .label("no limits from here")
                  .evidence(entry.text)
                  .help("exempt single machines you run, such as a monitoring host");
            }
          }
        },
};
}  // namespace mailu_lint
