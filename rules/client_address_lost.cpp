// Behind swarm's ingress every client has the same address, and all that judges clients by their address judges one.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

const PublishedPort* first_behind_ingress(const Service& front) {
  const auto found = std::ranges::find_if(
      front.ports, [](const PublishedPort& port) { return port.known && port.mode != PublishMode::host; });
  return found == front.ports.end() ? nullptr : &*found;
}

}  // namespace

extern constinit const Rule client_address_lost{
    .category = Category::swarm,
    .severity = Severity::warning,
    .summary = "Ports of front go through ingress, which hides every client's address",
    .check =
        [](const Deployment& mail, Findings& findings) {
          if (!mail.swarm()) return;
          for (const Service* front : running(mail, Role::front)) {
            const PublishedPort* port = first_behind_ingress(*front);
            if (!port) continue;
            auto finding = findings.add(
                port->span, "`front` is published through ingress; SPF, greylisting and rate limits see one address");
            finding.label(port->mode_text ? "not `mode: host`" : "without `mode:` this is ingress")
                .evidence(front->name.docker_value())
                .help("publish its ports with `mode: host` and run it with `deploy.mode: global`");
          }
        },
};
}  // namespace mailu_lint
