// The web services rely on front for TLS, for limits and for who the client is.
#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"
#include "mailu/ports.hpp"

namespace mailu_lint {
extern constinit const Rule web_backend_published{
    .category = Category::relay,
    .severity = Severity::warning,
    .summary = "A web service of Mailu publishes ports past front",
    .cwe = 668,
    .security_severity = 5.3,
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const Role role : {Role::admin, Role::antispam, Role::webmail}) {
            for (const Service* service : running(mail, role)) {
              const auto ports = exposed_ports(*service, findings);
              if (ports.empty()) continue;
              const std::string name = service->name.docker_value();
              auto finding =
                  findings.add(ports.front()->span,
                               "`" + name + "` publishes ports itself, past front; without TLS and rate limits");
              finding.label("reached from outside").evidence(name);
              finding.help("take `ports:` out of `" + name + "`, or bind them to 127.0.0.1");
              for (std::size_t i = 1; i < ports.size(); ++i) finding.also(ports[i]->span, "this one too");
            }
          }
        },
};
}  // namespace mailu_lint
