// The pipeline, read aloud: parse, resolve, check, filter.
#include <mailu_lint/lint.hpp>

#include <algorithm>

#include <mailu_lint/rule_id.hpp>

#include "lint/finish.hpp"
#include "lint/relevance.hpp"
#include "lint/resolve.hpp"
#include "lint/suppressions.hpp"
#include "lint/uses.hpp"
#include "mailu/secret_spans.hpp"
#include "resolve/limits.hpp"

namespace mailu_lint {
namespace {

/// May the rule speak on this release? One that depends on the release is silent when that is not known, except about
/// swarms: Mailu has them in 1.6 to 1.9 only, so that a stack is its own evidence.
bool is_due(const Rule& rule, const Deployment& deployment, Findings& findings) {
  if (!deployment.may_be(rule.releases)) return false;
  if (deployment.release || rule.releases.everything() || rule.category == Category::swarm) return true;
  findings.not_checked("the release of Mailu is not known");
  return false;
}

/// No rule runs, and the report says why.
void note_unchecked(const Options& options, std::string_view reason, Findings& findings) {
  for (std::size_t i = 0; i < all_rules().size(); ++i) {
    const auto id = static_cast<RuleId>(i);
    if (!all_rules()[i].rule->check || !is_enabled(options, id)) continue;
    findings.set_current(id);
    findings.not_checked(reason);
  }
}

/// What is cut short looks wrong where it is not: no rule runs on it, and only what the parser says is kept.
void check_nothing(const Options& options, Findings& findings) {
  std::erase_if(findings.list(),
                [](const Finding& finding) { return !is_limit(finding.rule) && finding.rule != RuleId::yaml_syntax; });
  note_unchecked(options, "the deployment is more than is looked at", findings);
}

const Finding* met_limit(const Findings& findings) {
  const auto limit = std::ranges::find_if(findings.list(), is_limit, &Finding::rule);
  return limit == findings.list().end() ? nullptr : &*limit;
}

void check(const Deployment& deployment, const Options& options, Findings& findings) {
  for (std::size_t i = 0; i < all_rules().size(); ++i) {
    const auto id = static_cast<RuleId>(i);
    const Rule& rule = *all_rules()[i].rule;
    if (!rule.check || !is_enabled(options, id)) continue;
    findings.set_current(id);
    if (is_due(rule, deployment, findings)) rule.check(deployment, findings);
  }
}

/// What is said of files that are not Mailu's: nothing, or why they could not be read.
void silence(const RelevanceVerdict& verdict, const Coverage& coverage, Findings& findings) {
  std::erase_if(findings.list(), [&](const Finding& finding) {
    return !coverage.unreadable || finding.rule != RuleId::cluster_facts_unreadable;
  });
  if (verdict.relevance != Relevance::unrendered) return;
  findings.add(RuleId::template_file, verdict.mark, "this is a template, not yet a compose file; it is not linted")
      .help("lint what the template engine makes of it");
}

void cover_files(const Project& project, const Model& model, SourceSet& sources, Coverage& coverage) {
  for (const std::string& path : project.files) {
    if (std::holds_alternative<FileId>(sources.open(path))) continue;
    coverage.unreadable = true;
    coverage.files_missing.push_back(path);
  }
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const auto file = static_cast<FileId>(i);
    if (sources.was_read(file)) coverage.files_read.push_back(sources[file].path());
  }
  coverage.files_missing.insert(coverage.files_missing.end(), model.missing.begin(), model.missing.end());
}

void cover_unread(const Model& model, Coverage& coverage) {
  coverage.unread.insert(coverage.unread.end(), model.unreadable.begin(), model.unreadable.end());
  coverage.unreadable = coverage.unreadable || !coverage.unread.empty();
}

void cover(const Resolved& resolved, const Project& project, SourceSet& sources, Coverage& coverage) {
  cover_files(project, resolved.model, sources, coverage);
  const Deployment& mail = resolved.deployment;
  coverage.target = mail.target;
  coverage.target_evidence = mail.target_evidence;
  coverage.release = mail.release;
  coverage.services = mail.services.size();
  for (const Service& service : mail.services) coverage.mailu_services += service.role == Role::none ? 0U : 1U;
}

}  // namespace

Report lint(SourceSet& sources, const Project& project, const Options& options) {
  Report report;
  Findings findings;
  Documents documents(sources, findings);
  const Resolved resolved = resolve(project, options, documents, report.coverage);
  const Deployment& mail = resolved.deployment;
  const RelevanceVerdict verdict = judge_relevance(mail, project, documents);
  report.coverage.applicable = verdict.relevance == Relevance::deployment;
  if (const Finding* limit = met_limit(findings); limit && verdict.is_mailu()) {
    report.coverage.unread.push_back(sources[limit->span.file].path() + ": " + limit->message);
    check_nothing(options, findings);
  } else if (resolved.model.cut) {
    // Every rule would be told that what was not read is not there.
    note_unchecked(options, "a file cannot be read to its end", findings);
  } else if (report.coverage.applicable) {
    check(mail, options, findings);
  }
  report.secrets = secret_spans(mail);
  cover(resolved, project, sources, report.coverage);
  if (verdict.is_mailu()) cover_unread(resolved.model, report.coverage);
  report.coverage.gaps = findings.gaps();
  show_uses(findings.list());
  if (verdict.is_mailu()) {
    report.suppressed = apply_suppressions(findings, documents, mail, options);
  } else {
    silence(verdict, report.coverage, findings);
  }
  finish(report.suppressed, documents, options);
  finish(findings.list(), documents, options);
  report.findings = std::move(findings.list());
  return report;
}

}  // namespace mailu_lint
