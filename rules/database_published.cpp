// Databases are for the services beside them. A published port passes the host's firewall rules, too: docker puts its
// own before them.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"
#include "mailu/ports.hpp"

namespace mailu_lint {
namespace {

/// On all addresses of the host, or on one of the internet. An address that a stack drops has rule
/// host-address-dropped.
bool is_public(const PublishedPort* port) {
  if (on_every_address(*port)) return !port->dropped_host_ip;
  return port->address && !is_private(*port->address);
}

/// By its command, its configuration, or a variable as images other than redis's own have it.
bool may_have_password(const Service& redis) {
  const auto names_it = [](const Setting& setting) { return setting.name.find("PASSWORD") != std::string::npos; };
  if (std::ranges::any_of(redis.environment.settings, names_it) || redis.has_key("entrypoint")) return true;
  return std::ranges::any_of(redis.command, [](const Text& word) {
    return !word.known() || word.docker_value().find("requirepass") != std::string::npos ||
           word.docker_value().find(".conf") != std::string::npos;
  });
}

std::string consequence(const Service& service) {
  const bool is_open = service.role == Role::redis && !may_have_password(service);
  return is_open ? "whoever reaches it reads and changes sessions and limits" : "whoever reaches it may try passwords";
}

}  // namespace

extern constinit const Rule database_published{
    .category = Category::network,
    .severity = Severity::warning,
    .summary = "Redis or the database is published on every address",
    .cwe = 668,
    .security_severity = 7.5,
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const Role role : {Role::redis, Role::database}) {
            for (const Service* service : running(mail, role)) {
              auto ports = exposed_ports(*service, findings);
              std::erase_if(ports, [](const PublishedPort* port) { return !is_public(port); });
              if (ports.empty()) continue;
              const std::string name = service->name.docker_value();
              auto finding = findings.add(ports.front()->span,
                                          "`" + name + "` is published beyond this host; " + consequence(*service));
              finding.label(on_every_address(*ports.front()) ? "every address of the host" : "a public address")
                  .evidence(name);
              finding.help("take `ports:` out; Mailu reaches `" + name + "` without. For tools on the host: 127.0.0.1");
            }
          }
        },
};
}  // namespace mailu_lint
