// Behind a proxy, front sees the proxy's address for every web client, unless it is told whom to believe.
#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"
#include "mailu/proxy.hpp"

namespace mailu_lint {
extern constinit const Rule traefik_real_ip_unset{
    .category = Category::relay,
    .severity = Severity::note,
    .releases = {Release::v1_6, newest_release},
    .summary = "Behind traefik, front does not learn the clients' addresses",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const Service* front : running(mail, Role::front)) {
            const KeyValue* label = routed_by_traefik(*front);
            const SettingView from = front->setting("REAL_IP_FROM");
            if (!label || from.note_unknown(findings) || !from.empty()) continue;
            findings
                .add(label->name_span,
                     "front is behind traefik and `REAL_IP_FROM` is not set; all web clients share "
                     "traefik's address and its rate limit")
                .label("traefik routes to front")
                .help("set `REAL_IP_FROM` to traefik's address or network, and `REAL_IP_HEADER=X-Real-IP`");
          }
        },
};
}  // namespace mailu_lint
