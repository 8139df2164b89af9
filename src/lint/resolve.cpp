#include "lint/resolve.hpp"

#include "lint/told_cluster.hpp"
#include "resolve/deployment.hpp"
#include "resolve/lint_section.hpp"
#include "resolve/refused_keys.hpp"

namespace mailu_lint {
namespace {

/// A stack may be made by docker compose first (`config | docker stack deploy -c-`, as Mailu's swarm guide does).
Dialect dialect_of(Target target, const Options& options) {
  const bool by_stack = target == Target::swarm && options.deploy_with == DeployWith::stack;
  return by_stack ? Dialect::stack : Dialect::compose;
}

/// The stack reads docker compose's output, and refuses the same keys there.
void check_what_stack_gets(const Model& model, Documents& documents) {
  ResolveContext context;
  context.dialect = Dialect::stack;
  context.findings = &documents.findings();
  check_keys_for_stack(*model.root, context);
}

}  // namespace

Resolved resolve(const Project& project, const Options& options, Documents& documents, Coverage& coverage) {
  Findings& findings = documents.findings();
  const LintSection section = read_lint_section(project, documents);
  Cluster cluster = told_cluster(documents.sources(), project, options, section, findings, coverage);
  TargetVerdict target = find_target(project, options, section, cluster, documents);
  Model model = load_model(project, dialect_of(target.target, options), options, documents);
  if (target.target == Target::swarm && model.dialect == Dialect::compose) check_what_stack_gets(model, documents);
  add_told_variables(cluster, model.variables, findings);
  Deployment deployment = build_deployment(model, std::move(target), std::move(cluster), options);
  return {std::move(model), std::move(deployment)};
}

}  // namespace mailu_lint
