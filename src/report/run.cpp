#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_set>
#include <utility>

#include <mailu_lint/report.hpp>
#include <mailu_lint/rule_id.hpp>

#include "report/secrets.hpp"

namespace mailu_lint {
namespace {

/// What makes two findings of two deployments the same one: a shared file is reported once.
std::string identity(const RunFinding& item) {
  std::string key = item.file().path();
  key += '\0';
  key += name(item->rule);
  key += '\0';
  key += std::to_string(item->span.begin) + '-' + std::to_string(item->span.end);
  key += '\0';
  key += item->message;
  return key;
}

/// A suppression in a file that several deployments read is used when one of them needs it. By path and offset of the
/// rule's name in the comment.
using Places = std::set<std::pair<std::string_view, std::uint32_t>>;

Places used_suppressions(const std::vector<Checked>& deployments) {
  Places used;
  for (const Checked& checked : deployments) {
    for (const Suppressed& suppressed : checked.report.suppressed) {
      used.emplace((*checked.sources)[suppressed.comment.file].path(), suppressed.comment.begin);
    }
  }
  return used;
}

/// Every report is made from a run, so that what is hidden here reaches none.
void hide_secrets(Run& run) {
  SecretMask mask(run);
  for (Checked& checked : run.deployments) {
    for (Finding& finding : checked.report.findings) hide_secrets(finding, *checked.sources, mask);
    for (Suppressed& one : checked.report.suppressed) hide_secrets(one.finding, *checked.sources, mask);
  }
}

auto order(const RunFinding& item) {
  return std::tuple(std::string_view(item.file().path()), item->span.begin, item->rule, item->span.end);
}

}  // namespace

Run make_run(std::vector<Checked> deployments, std::vector<std::string> problems) {
  Run run{.deployments = std::move(deployments), .problems = std::move(problems)};
  hide_secrets(run);
  const Places used = used_suppressions(run.deployments);
  std::unordered_set<std::string> seen;
  for (std::size_t i = 0; i < run.deployments.size(); ++i) {
    const Checked& checked = run.deployments[i];
    for (const Finding& finding : checked.report.findings) {
      const RunFinding item{&finding, checked.sources.get(), i};
      const bool unused = finding.rule == RuleId::suppression_unused;
      if (unused && used.contains({item.file().path(), finding.span.begin})) continue;
      if (seen.insert(identity(item)).second) run.findings.push_back(item);
    }
  }
  std::ranges::stable_sort(run.findings, [](const auto& a, const auto& b) { return order(a) < order(b); });
  return run;
}

Summary summarize(const Run& run) {
  Summary summary;
  std::set<std::string_view> files;
  for (const RunFinding& item : run.findings) {
    files.insert(item.file().path());
    if (item->severity == Severity::error) ++summary.errors;
    if (item->severity == Severity::warning) ++summary.warnings;
    if (item->severity == Severity::note) ++summary.notes;
    if (!item->fix) continue;
    ++(item->fix->safety == FixSafety::safe ? summary.fixable : summary.unsafe_fixable);
  }
  summary.files_with_findings = files.size();
  for (const Checked& checked : run.deployments) {
    summary.suppressed += checked.report.suppressed.size();
    if (checked.report.coverage.applicable) ++summary.deployments;
    for (const Gap& gap : checked.report.coverage.gaps) {
      auto same = std::ranges::find(summary.gaps, gap.reason, &Gap::reason);
      if (same == summary.gaps.end()) same = summary.gaps.insert(summary.gaps.end(), Gap{gap.reason, {}});
      for (const RuleId rule : gap.rules) {
        if (std::ranges::find(same->rules, rule) == same->rules.end()) same->rules.push_back(rule);
      }
    }
  }
  return summary;
}

}  // namespace mailu_lint
