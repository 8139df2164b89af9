// A port of the host goes to one container. Docker says so when it starts the second, and leaves that out.
#include <set>
#include <utility>

#include <mailu_lint/rule.hpp>

#include "mailu/port_clashes.hpp"

namespace mailu_lint {
namespace {

std::string message(const Deployment& mail, const PortClash& clash) {
  const std::string second = "`" + clash.second.service->name.docker_value() + "`";
  const std::string port = std::to_string(clash.port);
  if (clash.first.service == clash.second.service) {
    return second + " publishes port " + port + " twice; " +
           (mail.swarm() ? "docker refuses the service" : "docker does not start it");
  }
  const auto on_nodes = [](const PortClaim& claim) { return claim.port->mode == PublishMode::host; };
  const bool is_refused = mail.swarm() && !(on_nodes(clash.first) && on_nodes(clash.second));
  return second + " publishes port " + port + ", which `" + clash.first.service->name.docker_value() + "` has; " +
         (is_refused ? "docker refuses the later of the two" : "docker starts only one of them");
}

}  // namespace

extern constinit const Rule host_port_conflict{
    .category = Category::network,
    .severity = Severity::error,
    .summary = "Two services, or one twice, publish the same port of the host",
    .check =
        [](const Deployment& mail, Findings& findings) {
          std::set<std::pair<const Service*, const Service*>> told;  // one cause, whatever the number of ports
          for (const PortClash& clash : port_clashes(mail, findings)) {
            const bool of_mailu = clash.first.service->role != Role::none || clash.second.service->role != Role::none;
            if (!of_mailu || !told.insert({clash.first.service, clash.second.service}).second) continue;
            findings.add(clash.second.port->span, message(mail, clash))
                .label("the second time")
                .also(clash.first.port->span, "the first time")
                .evidence(clash.first.service->name.docker_value() + " " + clash.second.service->name.docker_value())
                .help(clash.first.service == clash.second.service
                          ? "take one of the two entries out"
                          : "publish one of them on another port or host address, or not at all");
          }
        },
};
}  // namespace mailu_lint
