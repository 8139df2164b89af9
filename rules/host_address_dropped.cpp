// A stack has no host addresses: what compose publishes on loopback, a stack publishes everywhere.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
namespace {

/// Writing down that a port is open everywhere changes nothing when a stack opens it everywhere.
bool means_everywhere(const std::string& address) {
  return address == "0.0.0.0" || address == "::";
}

}  // namespace

extern constinit const Rule host_address_dropped{
    .category = Category::stack,
    .severity = Severity::error,
    .summary = "A stack publishes the port on every address, not on the one that is written",
    .cwe = 668,
    .security_severity = 7.5,
    .check =
        [](const Deployment& mail, Findings& findings) {
          if (mail.dialect != Dialect::stack) return;
          for (const Service& service : mail.services) {
            if (service.role == Role::none) continue;
            for (const PublishedPort& port : service.ports) {
              const std::string* address = port.dropped_host_ip ? port.dropped_host_ip->get() : nullptr;
              if (!address || means_everywhere(*address)) continue;
              findings
                  .add(port.dropped_host_ip->span(),
                       "a stack ignores `" + *address + "`; the port is open on every address of every node")
                  .label("dropped by `docker stack deploy`")
                  .evidence(service.name.docker_value() + " " + std::to_string(port.target.first))
                  .help("do not publish the port, or keep it closed with the nodes' firewall");
              break;  // one finding for a service
            }
          }
        },
};
}  // namespace mailu_lint
