// `::1:25:25`, as Mailu's own setup wrote it up to 1.8: docker compose 2 refuses it. Reported by the resolver.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule port_ipv6_unbracketed{
    .category = Category::network,
    .severity = Severity::warning,
    .fixable = Fixable::safely,
    .summary = "An IPv6 address in a port has no brackets",
};
}  // namespace mailu_lint
