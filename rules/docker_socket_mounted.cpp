// Who may talk to docker is root on the host. A read-only mount changes nothing: it is a socket.
#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"

namespace mailu_lint {
extern constinit const Rule docker_socket_mounted{
    .category = Category::secrets,
    .severity = Severity::warning,
    .summary = "A service of Mailu gets docker's socket",
    .cwe = 250,
    .security_severity = 7.8,
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const Service* service : running(mail)) {
            for (const Mount& mount : service->mounts) {
              if (mount.kind != Mount::Kind::bind || !mount.source) continue;
              const std::string* source = findings.need(*mount.source);
              if (!source || !source->ends_with("/docker.sock")) continue;
              const std::string name = service->name.docker_value();
              findings.add(mount.span, "`" + name + "` gets docker's socket; who breaks into it is root on the host")
                  .label("`:ro` does not help")
                  .evidence(name)
                  .help("remove the mount; no service of Mailu needs it");
            }
          }
        },
};
}  // namespace mailu_lint
