// Without rate limits, passwords are guessed at leisure.
#include <optional>
#include <string>
#include <vector>

#include <mailu_lint/rule.hpp>

#include "mailu/ingress.hpp"
#include "mailu/lists.hpp"
#include "mailu/placement.hpp"
#include "mailu/ports.hpp"
#include "mailu/settings.hpp"

namespace mailu_lint {
namespace {

constexpr unsigned login_ports[] = {80, 443, 110, 143, 465, 587, 993, 995, 4190};

/// A port where users log in, and behind which all clients, or those with IPv6, have one address.
struct Way {
  const Service* front = nullptr;
  const PublishedPort* port = nullptr;
  bool ingress = false;
};
/// Each entry of the setting is compared with each; a second front has the same ports as the first.
constexpr std::size_t most_ways = 32;

std::vector<Way> find_ways(const Deployment& mail, Findings& findings) {
  std::vector<Way> ways;
  for (const Service* front : running(mail, Role::front)) {
    for (const unsigned port : login_ports) {
      if (ways.size() == most_ways) return ways;
      const auto through = ingress_ports_to(mail, *front, port, findings);
      if (!through.empty()) ways.push_back({front, through.front(), true});
      const PublishedPort* proxied = mail.swarm() ? nullptr : ipv6_proxied_port(mail, *front, port, findings);
      if (proxied) ways.push_back({front, proxied, false});
    }
  }
  return ways;
}

/// Who is exempt that should not be, and what brings them.
struct Strangers {
  std::string who{};  ///< empty: nobody
  const PublishedPort* port = nullptr;
  std::optional<Span> ingress{};  ///< the facts that tell its subnet
};

Strangers strangers_in(const Deployment& mail, const IpNetwork& network, const std::vector<Way>& ways) {
  if (holds_strangers(network)) return {network.prefix == 0 ? "everybody" : "public addresses"};
  const auto client = ingress_client_in(mail, network);
  for (const Way& way : ways) {
    if (way.ingress && client) {
      return {client->address.to_string() + ", which every client has through ingress", way.port, client->subnet.span};
    }
    const auto gateway = way.ingress ? std::nullopt : gateway_in(mail, *way.front, network);
    if (gateway) return {"gateway " + gateway->to_string() + ", which IPv6 clients have", way.port};
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
          const std::vector<Way> ways = find_ways(mail, findings);
          for (const SettingUse& use : settings_of(mail, Role::admin, "AUTH_RATELIMIT_EXEMPTION", findings)) {
            for (const ListEntry& entry : split_list(use.setting->value)) {
              const auto network = IpNetwork::parse(entry.text);
              const Strangers strangers = network ? strangers_in(mail, *network, ways) : Strangers{};
              if (strangers.who.empty()) continue;
              auto finding = findings.add(
                  entry.span, "`AUTH_RATELIMIT_EXEMPTION` exempts " + strangers.who + "; nothing limits guessing");
              finding.label("no limits from here")
                  .evidence(entry.text)
                  .help("exempt single machines you run, such as a monitoring host");
              if (strangers.port) finding.also(strangers.port->span, "logins come through this port");
              if (strangers.ingress) finding.also(*strangers.ingress, "the ingress subnet");
            }
          }
        },
};
}  // namespace mailu_lint
