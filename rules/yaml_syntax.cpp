// Not YAML as docker reads it. Reported by the parser.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule yaml_syntax{
    .category = Category::syntax,
    .severity = Severity::error,
    .summary = "The file is not valid YAML",
};
}  // namespace mailu_lint
