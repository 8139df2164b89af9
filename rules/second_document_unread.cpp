// YAML documents behind the first, which a stack does not read. Reported by the resolver.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule second_document_unread{
    .category = Category::stack,
    .severity = Severity::warning,
    .summary = "A stack reads only the first document of a file",
};
}  // namespace mailu_lint
