// How `docker stack` merges files: typed structures, so that what is empty, false or zero cannot override
// (resolution.md 1.6, right column). The environment is merged apart, for each file's env files are read before.
#pragma once

#include "resolve/sections.hpp"
#include "resolve/value.hpp"

namespace mailu_lint {

/// Both are roots of files in long form.
void merge_stack(Value& base, Value& later, ResolveContext& context);

}  // namespace mailu_lint
