// Everything that is told of the cluster, put together. Who is believed: the command line, then facts that docker
// printed, then the configuration file, then `x-mailu-lint` in the stack, then `.env`.
#pragma once

#include <mailu_lint/lint.hpp>

#include "resolve/lint_section.hpp"

namespace mailu_lint {

/// All but `.env`, which is read with the model. Facts files that cannot be read are findings and make the run partly
/// blind (Coverage::unreadable).
Cluster told_cluster(SourceSet& sources, const Project& project, const Options& options, const LintSection& section,
                     Findings& findings, Coverage& coverage);

/// `SWARM_MANAGERS` and `SWARM_INGRESS_SUBNET` of `.env`.
void add_told_variables(Cluster& cluster, const std::vector<Setting>& variables, Findings& findings);

}  // namespace mailu_lint
