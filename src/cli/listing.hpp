// `--show-files`, `--show-config` and `--stats`: what a run goes by, or its findings in numbers, in place of a report.
#pragma once

#include <string>

#include <mailu_lint/report.hpp>

namespace mailu_lint {

/// Every file that the deployments of the run read, one a line, each once.
std::string list_files(const Run& run);

/// What counts for each deployment, a document of YAML each; the keys are those of the configuration.
std::string list_settings(const Run& run);

/// How often each rule speaks, the most frequent first: `12 error   subnet-mismatch`.
std::string list_counts(const Run& run);

}  // namespace mailu_lint
