#include "cli/listing.hpp"

#include <set>
#include <string_view>

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

}  // namespace mailu_lint
