// `.mailu-lint.yaml`: what a repository has decided about its deployments. docs/configuration.md is its manual,
// docs/schema/configuration.schema.json its grammar.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <mailu_lint/lint.hpp>
#include <mailu_lint/report.hpp>

#include "config/ignore_rules.hpp"

namespace mailu_lint {

inline constexpr std::string_view configuration_name = ".mailu-lint.yaml";

/// Which rules are checked, and how severe they are. Both the command line and the configuration have one.
struct RuleChoice {
  std::vector<RuleId> select{};  ///< empty: all
  std::vector<RuleId> ignore{};  ///< wins over `select`
  std::vector<std::pair<RuleId, Severity>> severities{};
};

/// An item of `suppressions`: findings that are known and accepted.
struct ConfiguredSuppression {
  std::vector<RuleId> rules{};
  std::vector<std::string> services{};    ///< empty: any
  std::optional<IgnoreRules> paths{};     ///< relative to the configuration's directory; nothing: any
  std::vector<std::string> path_texts{};  ///< the patterns of `paths` as they are written
  std::string reason{};
  std::string until{};  ///< the last day it counts, YYYY-MM-DD; empty: it does not end
  Span span{};          ///< the first of its rules, in Configuration::source
};

/// Keys that are not in the file are empty.
struct Configuration {
  std::string path{};       ///< as shown to the user
  std::string directory{};  ///< of `path`; relative paths in the file start there
  std::string text{};
  std::optional<Target> target{};
  std::optional<DeployWith> deploy_with{};
  std::optional<Release> release{};
  ConfiguredCluster cluster{};
  std::vector<std::string> cluster_facts{};  ///< files with what docker prints
  std::vector<std::string> network_storage{};
  RuleChoice rules{};
  std::vector<ConfiguredSuppression> suppressions{};
  std::optional<FailOn> fail_on{};
  std::vector<std::string> exclude{};
  std::optional<bool> strict{};
  std::string baseline{};
};

/// `path` is shown in problems, "path:3:5: unknown key `slect`; did you mean `select`?". What can be understood of a
/// file with problems is given all the same.
Configuration read_configuration(const std::string& path, const std::string& text, std::vector<std::string>& problems);

/// The names of the keys at the top, in the order of the manual.
std::vector<std::string_view> configuration_keys();

}  // namespace mailu_lint
