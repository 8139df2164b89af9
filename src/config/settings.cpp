#include "config/settings.hpp"

#include <algorithm>

namespace mailu_lint {
namespace {

void choose_rules(Options& lint, const RuleChoice& command_line, const RuleChoice& file) {
  const std::vector<RuleId>& select = command_line.select.empty() ? file.select : command_line.select;
  if (!select.empty() || !file.ignore.empty() || !command_line.ignore.empty()) {
    lint.enabled.assign(all_rules().size(), select.empty());
  }
  const auto set = [&](const std::vector<RuleId>& rules, bool enabled) {
    for (const RuleId rule : rules) lint.enabled[static_cast<std::size_t>(rule)] = enabled;
  };
  set(select, true);
  // What is selected by name on the command line is wanted, whatever the file leaves out.
  if (command_line.select.empty()) set(file.ignore, false);
  set(command_line.ignore, false);

  for (const RuleChoice* choice : {&file, &command_line}) {
    for (const std::pair<RuleId, Severity>& one : choice->severities) {
      std::erase_if(lint.severities, [&](const auto& earlier) { return earlier.first == one.first; });
      lint.severities.push_back(one);
    }
  }
}

}  // namespace

Settings settings_for(const Overrides& command_line, const Configuration* configuration) {
  static const Configuration none{};
  const Configuration& file = configuration ? *configuration : none;
  Settings settings{.lint = command_line.lint};
  Options& lint = settings.lint;
  if (!lint.target) lint.target = file.target;
  if (!lint.release) lint.release = file.release;
  lint.deploy_with = command_line.deploy_with.value_or(file.deploy_with.value_or(DeployWith::stack));
  lint.configured_cluster = file.cluster;
  lint.network_storage = file.network_storage;
  lint.strict = lint.strict || file.strict.value_or(false);
  choose_rules(lint, command_line.rules, file.rules);
  settings.cluster_facts = command_line.cluster_facts.empty() ? file.cluster_facts : command_line.cluster_facts;
  settings.baseline = command_line.baseline.empty() ? file.baseline : command_line.baseline;
  settings.fail_on = command_line.fail_on.value_or(file.fail_on.value_or(FailOn::warning));
  return settings;
}

}  // namespace mailu_lint
