#include "cli/listing.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "config/choices.hpp"
#include "report/show.hpp"

namespace mailu_lint {
namespace {

void add_list(std::string& text, std::string_view key, const std::vector<std::string>& values) {
  if (values.empty()) return;
  text += std::string(key) + ":\n";
  for (const std::string& value : values) text += "  - " + quoted(value) + '\n';
}

std::string settings_of(const Checked& checked) {
  const Coverage& seen = checked.report.coverage;
  std::string text;
  if (!seen.files_read.empty()) text += "# deployment: " + quoted(seen.files_read.front()) + '\n';
  const bool configured = !checked.configuration.empty();
  text += "# configuration: " + (configured ? quoted(checked.configuration) : std::string("none")) + '\n';
  const Options& options = checked.options;
  text += "target: " + std::string(to_string(options.target)) + '\n';
  text += "deploy-with: " + std::string(to_string(options.deploy_with)) + '\n';
  if (options.release) text += "mailu-release: " + quoted(to_string(*options.release)) + '\n';
  add_list(text, "network-storage", options.network_storage);
  std::vector<std::string> off;
  for (std::size_t i = 0; i < options.enabled.size(); ++i) {
    if (!options.enabled[i]) off.emplace_back(all_rules()[i].name);
  }
  add_list(text, "ignore", off);
  if (!options.severities.empty()) text += "severity:\n";
  for (const auto& [rule, level] : options.severities) {
    text += "  " + std::string(name(rule)) + ": " + std::string(to_string(level)) + '\n';
  }
  text += "fail-on: " + std::string(to_string(checked.fail_on)) + '\n';
  text += std::string("strict: ") + (options.strict ? "true" : "false") + '\n';
  if (!checked.baseline.empty()) text += "baseline: " + quoted(checked.baseline) + '\n';
  return text;
}

}  // namespace

std::string list_files(const Run& run) {
  std::set<std::string_view> files;
  for (const Checked& checked : run.deployments) {
    files.insert(checked.report.coverage.files_read.begin(), checked.report.coverage.files_read.end());
    if (!checked.configuration.empty()) files.insert(checked.configuration);
  }
  std::string text;
  for (const std::string_view file : files) text += std::string(file) + '\n';
  return text;
}

std::string list_settings(const Run& run) {
  std::string text;
  for (const Checked& checked : run.deployments) text += (text.empty() ? "" : "---\n") + settings_of(checked);
  return text;
}

std::string list_counts(const Run& run) {
  struct Count {
    std::size_t findings = 0;
    Severity worst = Severity::note;
    bool fixable = false;
  };
  std::map<std::string_view, Count> counts;
  for (const RunFinding& item : run.findings) {
    Count& count = counts[name(item->rule)];
    ++count.findings;
    count.worst = std::max(count.worst, item->severity);
    count.fixable |= item->fix.has_value();
  }
  std::vector<std::pair<std::string_view, Count>> sorted(counts.begin(), counts.end());
  std::ranges::stable_sort(sorted, std::ranges::greater(), [](const auto& one) { return one.second.findings; });
  std::string text;
  for (const auto& [rule, count] : sorted) {
    std::array<char, 64> start{};
    const auto severity = std::string(to_string(count.worst));
    const int size = std::snprintf(start.data(), start.size(), "%6zu  %-7s  ", count.findings, severity.c_str());
    text.append(start.data(), static_cast<std::size_t>(size)).append(rule);
    text += count.fixable ? "  (fixable)\n" : "\n";
  }
  return text;
}

}  // namespace mailu_lint
