// From the command to a run: find the deployments that are meant, lint each.
#pragma once

#include <string>
#include <vector>

#include <mailu_lint/report.hpp>

#include "cli/options.hpp"

namespace mailu_lint {

/// `standard_input` is what `-` among the paths is called. `problems` are what is known already; more may be added.
Run lint_run(const CheckCommand& command, const std::string& standard_input, FileReader& reader,
             std::vector<std::string> problems);

}  // namespace mailu_lint
