// front checks logins and hides the backends. A backend that publishes ports itself is reached without front.
#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"
#include "mailu/ports.hpp"

namespace mailu_lint {
namespace {

void check_role(const Deployment& mail, Role role, std::string_view consequence, Findings& findings) {
  for (const Service* service : running(mail, role)) {
    const auto ports = exposed_ports(*service, findings);
    if (ports.empty()) continue;
    const std::string name = service->name.docker_value();
    auto finding = findings.add(ports.front()->span,
                                "`" + name + "` publishes ports itself, past front; " + std::string(consequence));
    finding.label("reached from outside").evidence(name);
    finding.help("take `ports:` out of `" + name + "`: front publishes what clients need");
    for (std::size_t i = 1; i < ports.size(); ++i) finding.also(ports[i]->span, "this one too");
  }
}

}  // namespace

extern constinit const Rule backend_published{
    .category = Category::relay,
    .severity = Severity::error,
    .summary = "Postfix or Dovecot publish ports past front",
    .cwe = 668,
    .security_severity = 8.1,
    .check =
        [](const Deployment& mail, Findings& findings) {
          check_role(mail, Role::smtp, "clients that arrive with a trusted address relay without a login", findings);
          check_role(mail, Role::imap, "clients that arrive with an address of `SUBNET` need no password", findings);
        },
};
}  // namespace mailu_lint
