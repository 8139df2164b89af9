// `--show-files` and `--stats`: the files of a run, or its findings in numbers, in place of a report.
#pragma once

#include <string>

#include <mailu_lint/report.hpp>

namespace mailu_lint {

/// Every file that the deployments of the run read, one a line, each once.
std::string list_files(const Run& run);

/// How often each rule speaks, the most frequent first: `12 error   subnet-mismatch`.
std::string list_counts(const Run& run);

}  // namespace mailu_lint
