// From docker's model to what the rules see: typed sections, roles, release, storage, tasks.
#pragma once

#include <mailu_lint/deployment.hpp>
#include <mailu_lint/lint.hpp>

#include "resolve/lint_section.hpp"
#include "resolve/model.hpp"

namespace mailu_lint {

/// The target and why: option, then `x-mailu-lint: {target:}`, then evidence that only a stack has.
struct TargetVerdict {
  Target target{};
  std::string evidence{};
};
TargetVerdict find_target(const Project& project, const Options& options, const LintSection& section,
                          const Cluster& cluster, Documents& documents);

Deployment build_deployment(const Model& model, TargetVerdict target, Cluster cluster, const Options& options);

}  // namespace mailu_lint
