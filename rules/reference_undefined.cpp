// A network, volume, secret, config or service that is defined nowhere. Reported by the resolver.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule reference_undefined{
    .category = Category::syntax,
    .severity = Severity::error,
    .summary = "A name that is defined nowhere is referred to",
};
}  // namespace mailu_lint
