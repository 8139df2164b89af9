// rspamd keeps its history in redis under the host's name, and docker gives every new container a new one.
#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"

namespace mailu_lint {
extern constinit const Rule antispam_hostname_missing{
    .category = Category::images,
    .severity = Severity::warning,
    .releases = {.from = Release::v1_8},
    .summary = "The spam filter has no fixed host name and loses its history",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const Service* antispam : running(mail, Role::antispam)) {
            if (antispam->hostname || antispam->network_mode) continue;
            findings
                .add(antispam->name.span(), "`" + antispam->name.docker_value() +
                                                "` has no `hostname`; each new container begins an empty history of "
                                                "checked mail")
                .help("add `hostname: antispam` to the service");
          }
        },
};
}  // namespace mailu_lint
