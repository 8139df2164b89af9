#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_set>

#include <mailu_lint/report.hpp>

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

auto order(const RunFinding& item) {
  return std::tuple(std::string_view(item.file().path()), item->span.begin, item->rule, item->span.end);
}

}  // namespace

Run make_run(std::vector<Checked> deployments, std::vector<std::string> problems) {
  Run run{.deployments = std::move(deployments), .problems = std::move(problems)};
  std::unordered_set<std::string> seen;
  for (std::size_t i = 0; i < run.deployments.size(); ++i) {
    const Checked& checked = run.deployments[i];
    for (const Finding& finding : checked.report.findings) {
      const RunFinding item{&finding, checked.sources.get(), i};
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
    summary.suppressed += checked.report.suppressed;
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
