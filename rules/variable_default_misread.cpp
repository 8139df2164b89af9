// `${A:-${B}}` does not nest in a stack. Reported by whoever interpolates.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule variable_default_misread{
    .category = Category::stack,
    .severity = Severity::error,
    .summary = "A stack does not read this variable's default as docker compose does",
};
}  // namespace mailu_lint
