// Mailu took swarm out in 2.0: the stack of the wizard, its guide and the setting that told pods' addresses.
#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"

namespace mailu_lint {
extern constinit const Rule swarm_unsupported_release{
    .category = Category::swarm,
    .severity = Severity::warning,
    .releases = {Release::v2_0, newest_release},
    .summary = "The release does not support docker swarm",
    .check =
        [](const Deployment& mail, Findings& findings) {
          const auto services = running(mail);
          if (!mail.swarm() || services.empty()) return;
          if (!mail.release) return findings.not_checked("the release of Mailu is not known");
          findings
              .add(mail.release_evidence ? mail.release_evidence->span() : services.front()->name.span(),
                   "Mailu supports swarm up to 1.9 only; nobody tests " + std::string(to_string(*mail.release)) +
                       " as a stack")
              .label("the release")
              .evidence(std::string(to_string(*mail.release)))
              .help("run this release with docker compose on one host, or on Kubernetes");
        },
};
}  // namespace mailu_lint
