// The pipeline, read aloud: parse, resolve, check, filter.
#include <mailu_lint/lint.hpp>

#include "lint/suppressions.hpp"
#include "parse/cluster.hpp"
#include "parse/documents.hpp"
#include "resolve/deployment.hpp"
#include "resolve/model.hpp"

namespace mailu_lint {
namespace {

void check(const Deployment& deployment, Findings& findings) {
  for (std::size_t i = 0; i < all_rules().size(); ++i) {
    const Rule& rule = *all_rules()[i].rule;
    if (!rule.check || !deployment.may_be(rule.releases)) continue;
    findings.set_current(static_cast<RuleId>(i));
    rule.check(deployment, findings);
  }
}

}  // namespace

Report lint(SourceSet& sources, const Project& project, const Options& options) {
  Findings findings;
  Documents documents(sources, findings);
  Cluster cluster;
  const TargetVerdict target = find_target(project, options, documents, cluster.given());
  const Dialect dialect = target.target == Target::swarm ? Dialect::stack : Dialect::compose;
  const Model model = load_model(project, dialect, options, documents);
  const Deployment deployment = build_deployment(model, target.target, target.evidence, std::move(cluster), options);
  check(deployment, findings);
  Report report;
  report.suppressed = apply_suppressions(findings, documents, deployment, options);
  report.findings = std::move(findings.list());
  return report;
}

}  // namespace mailu_lint
