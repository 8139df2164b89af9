// `mailu-lint check`: find the deployments, lint each, report all.
#pragma once

#include "cli/options.hpp"

namespace mailu_lint {

Status check(const CheckCommand& given);

}  // namespace mailu_lint
