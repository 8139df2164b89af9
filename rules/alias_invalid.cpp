// An alias of an anchor that is not there, or of a value that contains the alias. Reported by the parser.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule alias_invalid{
    .category = Category::syntax,
    .severity = Severity::error,
    .summary = "An alias refers to no anchor, or to what it is part of",
};
}  // namespace mailu_lint
