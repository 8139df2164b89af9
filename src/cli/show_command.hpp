// `mailu-lint show`: one deployment as docker reads it.
#pragma once

#include "cli/options.hpp"

namespace mailu_lint {

Status show(const ShowCommand& given);

}  // namespace mailu_lint
