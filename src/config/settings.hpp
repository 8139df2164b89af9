// What counts for one deployment: the command line over its configuration over the defaults.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <mailu_lint/lint.hpp>

#include "config/configuration.hpp"

namespace mailu_lint {

/// What the command line says and a configuration may say as well. Empty: not said.
struct Overrides {
  Options lint{};  ///< all but what stands below
  RuleChoice rules{};
  std::vector<std::string> cluster_facts{};
  std::optional<DeployWith> deploy_with{};
  std::optional<FailOn> fail_on{};
  std::string baseline{};
};

struct Settings {
  Options lint{};
  std::vector<std::string> cluster_facts{};
  FailOn fail_on = FailOn::warning;
  std::string baseline{};
};

Settings settings_for(const Overrides& command_line, const Configuration* configuration);

}  // namespace mailu_lint
