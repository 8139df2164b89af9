// `mailu-lint init`: a commented configuration to start from.
#pragma once

#include "cli/options.hpp"

namespace mailu_lint {

/// Never writes over a file.
Status init(const InitCommand& command);

/// What init writes: every key, commented out.
std::string_view configuration_template();

}  // namespace mailu_lint
