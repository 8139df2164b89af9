// From docker's model to what the rules see: typed sections, roles, release, storage, tasks.
#pragma once

#include <mailu_lint/deployment.hpp>
#include <mailu_lint/lint.hpp>

#include "resolve/model.hpp"

namespace mailu_lint {

Deployment build_deployment(const Model& model, Target target, std::string target_evidence, Cluster cluster,
                            const Options& options);

/// The target and why: option, then `x-mailu-lint: {target:}`, then evidence (rules.md, "The target").
struct TargetVerdict {
  Target target{};
  std::string evidence{};
};
TargetVerdict find_target(const Project& project, const Options& options, Documents& documents, bool cluster_given);

}  // namespace mailu_lint
