// From 1.9 on admin starts only when answers are checked by DNSSEC. Without Mailu's resolver, the host's must do it.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"

namespace mailu_lint {
extern constinit const Rule resolver_missing{
    .category = Category::network,
    .severity = Severity::note,
    .releases = {Release::v1_9, newest_release},
    .summary = "Nothing here checks DNSSEC, which `admin` waits for",
    .check =
        [](const Deployment& mail, Findings& findings) {
          if (mail.swarm() || mail.has_include) return;  // nodes of a swarm have their own
          if (std::ranges::find(mail.services, Role::resolver, &Service::role) != mail.services.end()) return;
          for (const Service* admin : running(mail, Role::admin)) {
            if (!admin->dns.empty() || admin->network_mode) continue;
            findings
                .add(admin->name.span(), "no resolver and no `dns:`; `" + admin->name.docker_value() +
                                             "` starts only if the host's resolver checks DNSSEC")
                .label("asks the host's resolver")
                .help("add Mailu's resolver, or see that `dig +adflag example.org A` on the host shows `ad`");
          }
        },
};
}  // namespace mailu_lint
