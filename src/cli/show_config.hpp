// `--show-config`: what counts for each deployment, in place of a report.
#pragma once

#include <string>

#include <mailu_lint/report.hpp>

#include "cli/options.hpp"

namespace mailu_lint {

/// A document of YAML for each deployment of the run; the keys are those of the configuration, which can read it.
std::string list_settings(const Run& run, const Input& input, FileReader& reader);

}  // namespace mailu_lint
