#include "cli/show_config.hpp"

#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "config/choices.hpp"
#include "config/configuration.hpp"
#include "report/show.hpp"

namespace mailu_lint {
namespace {

using Texts = std::vector<std::string>;

/// What the command line says, or else the configuration.
const Texts& first_of(const Texts& command_line, const Texts& configuration) {
  return command_line.empty() ? configuration : command_line;
}

void add_list(std::string& text, std::string_view key, const Texts& values, const std::string& indent = "") {
  if (values.empty()) return;
  text += indent + std::string(key) + ":\n";
  for (const std::string& value : values) text += indent + "  - " + quoted(value) + '\n';
}

Texts names_of(const std::vector<RuleId>& rules) {
  Texts names;
  for (const RuleId rule : rules) names.emplace_back(name(rule));
  return names;
}

void add_cluster(std::string& text, const Options& options, const Texts& facts) {
  std::string cluster;
  const ConfiguredCluster& configured = options.configured_cluster;
  const auto managers = options.managers ? options.managers : configured.managers;
  if (managers) cluster += "  managers: " + std::to_string(*managers) + '\n';
  if (configured.nodes) cluster += "  nodes: " + std::to_string(*configured.nodes) + '\n';
  add_list(cluster, "ingress-subnet", first_of(options.ingress_subnets, configured.ingress_subnets), "  ");
  add_list(cluster, "facts", facts, "  ");
  if (!cluster.empty()) text += "cluster:\n" + cluster;
}

void add_rules(std::string& text, const Options& options) {
  Texts off;
  for (std::size_t i = 0; i < options.enabled.size(); ++i) {
    if (!options.enabled[i]) off.emplace_back(all_rules()[i].name);
  }
  add_list(text, "ignore", off);
  if (!options.severities.empty()) text += "severity:\n";
  for (const auto& [rule, level] : options.severities) {
    text += "  " + std::string(name(rule)) + ": " + std::string(to_string(level)) + '\n';
  }
}

void add_suppressions(std::string& text, const Configuration& configuration) {
  if (!configuration.suppressions.empty()) text += "suppressions:\n";
  for (const ConfiguredSuppression& one : configuration.suppressions) {
    text += "  - reason: " + quoted(one.reason) + '\n';
    add_list(text, "rules", names_of(one.rules), "    ");
    add_list(text, "services", one.services, "    ");
    add_list(text, "paths", one.path_texts, "    ");
    if (!one.until.empty()) text += "    until: " + quoted(one.until) + '\n';
  }
}

/// Its mistakes have been told.
Configuration configuration_of(const Checked& checked, FileReader& reader) {
  if (checked.configuration.empty()) return {};
  const auto text = reader.read(checked.configuration);
  Texts told;
  if (!std::holds_alternative<std::string>(text)) return {};
  return read_configuration(checked.configuration, std::get<std::string>(text), told);
}

std::string settings_of(const Checked& checked, const Input& input, FileReader& reader) {
  const Coverage& seen = checked.report.coverage;
  const Configuration configuration = configuration_of(checked, reader);
  const Options& options = checked.options;
  std::string text;
  if (!seen.files_read.empty()) text += "# deployment: " + quoted(seen.files_read.front()) + '\n';
  const bool configured = !checked.configuration.empty();
  text += "# configuration: " + (configured ? quoted(checked.configuration) : std::string("none")) + '\n';
  text += "target: " + std::string(to_string(options.target)) + '\n';
  text += "deploy-with: " + std::string(to_string(options.deploy_with)) + '\n';
  if (options.release) text += "mailu-release: " + quoted(to_string(*options.release)) + '\n';
  add_cluster(text, options, first_of(input.overrides.cluster_facts, configuration.cluster_facts));
  add_list(text, "network-storage", options.network_storage);
  add_rules(text, options);
  if (options.suppressions) add_suppressions(text, configuration);
  text += "fail-on: " + std::string(to_string(checked.fail_on)) + '\n';
  text += std::string("strict: ") + (options.strict ? "true" : "false") + '\n';
  Texts excluded = configuration.exclude;
  excluded.insert(excluded.end(), input.exclude.begin(), input.exclude.end());
  add_list(text, "exclude", excluded);
  if (!checked.baseline.empty()) text += "baseline: " + quoted(checked.baseline) + '\n';
  return text;
}

}  // namespace

std::string list_settings(const Run& run, const Input& input, FileReader& reader) {
  std::string text;
  for (const Checked& checked : run.deployments) {
    text += (text.empty() ? "" : "---\n") + settings_of(checked, input, reader);
  }
  return text;
}

}  // namespace mailu_lint
