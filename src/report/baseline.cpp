#include "report/baseline.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include <mailu_lint/rule.hpp>

#include "lint/fingerprint.hpp"
#include "report/paths.hpp"

namespace mailu_lint {
namespace {

using Json = nlohmann::ordered_json;
constexpr int version_of_form = 1;

/// In the order of run.findings.
std::vector<std::string> fingerprints_of(const Run& run, const ReportPaths& paths) {
  Fingerprints fingerprints;
  std::vector<std::string> all;
  for (const RunFinding& item : run.findings) {
    all.push_back(fingerprints.of(*item, paths.relative(item.file().path())));
  }
  return all;
}

std::string in_quotes(std::string_view text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Could the finding have been found in this run?
class Searched {
 public:
  Searched(const Run& run, const ReportPaths& paths) : run_(run) {
    for (const Checked& checked : run.deployments) {
      for (const std::string& file : checked.report.coverage.files_read) files_.insert(paths.relative(file));
    }
  }

  bool covers(const KnownFinding& known) const {
    if (!files_.contains(known.path)) return false;
    const auto rule = find_rule(known.rule);
    return !rule || std::ranges::all_of(run_.deployments, [&](const Checked& one) { return was_checked(one, *rule); });
  }

 private:
  static bool was_checked(const Checked& checked, RuleId rule) {
    const std::vector<bool>& enabled = checked.options.enabled;
    if (!enabled.empty() && !enabled[static_cast<std::size_t>(rule)]) return false;
    return std::ranges::none_of(checked.report.coverage.gaps,
                                [&](const Gap& gap) { return std::ranges::find(gap.rules, rule) != gap.rules.end(); });
  }

  const Run& run_;
  std::set<std::string> files_;
};

}  // namespace

std::string write_baseline(const Run& run, const ReportOptions& options) {
  const ReportPaths paths(run, options);
  const std::vector<std::string> fingerprints = fingerprints_of(run, paths);
  std::vector<std::tuple<std::string, std::string_view, std::string>> rows;
  for (std::size_t i = 0; i < run.findings.size(); ++i) {
    const RunFinding& item = run.findings[i];
    rows.emplace_back(paths.relative(item.file().path()), name(item->rule), fingerprints[i]);
  }
  std::ranges::sort(rows);
  std::string text = "{\n  \"version\": " + std::to_string(version_of_form) +
                     ",\n  \"fingerprints\": " + in_quotes(fingerprint_key) + ",\n  \"findings\": [";
  for (const auto& [path, rule, fingerprint] : rows) {
    text += &path == &std::get<0>(rows.front()) ? "\n" : ",\n";
    text += "    {\"path\": " + in_quotes(path) + ", \"rule\": " + in_quotes(rule) +
            ", \"fingerprint\": " + in_quotes(fingerprint) + '}';
  }
  return text + (rows.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

std::string read_baseline(std::string_view text, Baseline& baseline) {
  const Json json = Json::parse(text, nullptr, false);
  const bool is_ours = json.is_object() && json.contains("findings") && json["findings"].is_array();
  if (!is_ours) return "is no baseline; `--write-baseline` writes one";
  if (json.value("version", Json()) != version_of_form || json.value("fingerprints", Json()) != fingerprint_key) {
    return "is a baseline of another version; write it anew with `--write-baseline`";
  }
  for (const Json& finding : json["findings"]) {
    const Json fingerprint = finding.is_object() ? finding.value("fingerprint", Json()) : Json();
    if (!fingerprint.is_string()) return "has a finding without a fingerprint; write it anew with `--write-baseline`";
    const auto part = [&](const char* key) {
      const Json value = finding.value(key, Json());
      return value.is_string() ? value.get<std::string>() : "";
    };
    baseline.emplace(fingerprint.get<std::string>(), KnownFinding{part("path"), part("rule")});
  }
  return "";
}

void apply_baseline(Run& run, const Baseline& baseline, const ReportOptions& options) {
  if (baseline.empty()) return;
  const ReportPaths paths(run, options);
  const std::vector<std::string> fingerprints = fingerprints_of(run, paths);
  const std::set<std::string_view> found(fingerprints.begin(), fingerprints.end());
  const Searched searched(run, paths);
  run.solved += static_cast<std::size_t>(std::ranges::count_if(
      baseline, [&](const auto& entry) { return !found.contains(entry.first) && searched.covers(entry.second); }));
  std::vector<RunFinding> kept;
  for (std::size_t i = 0; i < run.findings.size(); ++i) {
    if (!baseline.contains(fingerprints[i])) kept.push_back(run.findings[i]);
  }
  run.baselined += run.findings.size() - kept.size();
  run.findings = std::move(kept);
}

}  // namespace mailu_lint
