// A `$` in what `docker stack config` printed, which a deployment takes for a variable. Reported by the resolver.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
extern constinit const Rule generated_file_interpolated_twice{
    .category = Category::stack,
    .severity = Severity::note,
    .summary = "Variables are put once more into what `docker stack config` printed",
};
}  // namespace mailu_lint
