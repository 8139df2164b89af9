#include "resolve/section.hpp"

namespace mailu_lint {

void check_schema(Value&, ResolveContext&) {}

}  // namespace mailu_lint
