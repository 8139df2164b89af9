#include "resolve/section.hpp"

namespace mailu_lint {

void resolve_paths(Value&, ResolveContext&) {}
void finish(Value&, ResolveContext&) {}

}  // namespace mailu_lint
