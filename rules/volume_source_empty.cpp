// `:/mail`: what stood before the colon is gone. Reported by the resolver.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule volume_source_empty{
    .category = Category::syntax,
    .severity = Severity::error,
    .summary = "A volume has no source",
};
}  // namespace mailu_lint
