#include "lint/resolve.hpp"

#include "lint/told_cluster.hpp"
#include "resolve/deployment.hpp"
#include "resolve/lint_section.hpp"

namespace mailu_lint {
namespace {

/// A stack may be made by docker compose first (`config | docker stack deploy -c-`, as Mailu's swarm guide does).
Dialect dialect_of(Target target, const Options& options) {
  const bool by_stack = target == Target::swarm && options.deploy_with == DeployWith::stack;
  return by_stack ? Dialect::stack : Dialect::compose;
}

}  // namespace

Resolved resolve(const Project& project, const Options& options, Documents& documents, Coverage& coverage) {
  Findings& findings = documents.findings();
  const LintSection section = read_lint_section(project, documents);
  Cluster cluster = told_cluster(documents.sources(), project, options, section, findings, coverage);
  TargetVerdict target = find_target(project, options, section, cluster, documents);
  Model model = load_model(project, dialect_of(target.target, options), options, documents);
  add_told_variables(cluster, model.variables, findings);
  Deployment deployment = build_deployment(model, std::move(target), std::move(cluster), options);
  return {std::move(model), std::move(deployment)};
}

}  // namespace mailu_lint
