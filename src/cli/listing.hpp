// `--show-files` and `--show-config`: what a run goes by, in place of its findings.
#pragma once

#include <string>

#include <mailu_lint/report.hpp>

namespace mailu_lint {

/// Every file that the deployments of the run read, one a line, each once.
std::string list_files(const Run& run);

/// What counts for each deployment, a document of YAML each; the keys are those of the configuration.
std::string list_settings(const Run& run);

}  // namespace mailu_lint
