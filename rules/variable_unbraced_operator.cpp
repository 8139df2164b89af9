// `$TAG-alpine` is `${TAG-alpine}` to docker stack. Reported by whoever interpolates.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule variable_unbraced_operator{
    .category = Category::stack,
    .severity = Severity::warning,
    .summary = "A stack reads the text behind an unbraced variable as its default",
};
}  // namespace mailu_lint
