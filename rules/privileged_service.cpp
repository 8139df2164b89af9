// A privileged container is the host: its devices, its kernel's settings, its disks.
#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"

namespace mailu_lint {
extern constinit const Rule privileged_service{
    .category = Category::secrets,
    .severity = Severity::warning,
    .summary = "A service of Mailu runs privileged",
    .cwe = 250,
    .security_severity = 7.8,
    .check =
        [](const Deployment& mail, Findings& findings) {
          if (mail.swarm()) return;  // a stack drops the key
          for (const Service* service : running(mail)) {
            const bool* privileged = findings.need(service->privileged);
            if (!privileged || !*privileged) continue;
            const std::string name = service->name.docker_value();
            findings
                .add(service->privileged.span(),
                     "`" + name + "` runs privileged; who breaks into it is root on the host")
                .label("every capability and every device")
                .evidence(name)
                .help("remove `privileged`; no service of Mailu needs it");
          }
        },
};
}  // namespace mailu_lint
