// A template engine has yet to make a compose file of it. Reported by the pipeline.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule template_file{
    .category = Category::syntax,
    .severity = Severity::note,
    .summary = "The file is a template and was not linted",
};
}  // namespace mailu_lint
