// The readers that are compared: docker's tools, run as processes, and ours. Each is asked for many cases at once; in
// one project every case is a service, an expression its label, an env file its `env_file`.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <mailu_lint/deployment.hpp>

#include "cases.hpp"

namespace mailu_lint::differential {

using Values = std::map<std::string, std::string>;

struct Tool {
  std::string name{};     ///< "docker stack config 28.2.2"
  std::string command{};  ///< without the options that name the file
  Dialect dialect{};
};
/// `docker stack config`, and `docker compose config` (or $MAILU_LINT_DOCKER_COMPOSE), where they are installed.
std::vector<Tool> installed_tools();

/// The values of each case, in order; nothing when the tool refuses the project.
std::optional<std::vector<Values>> ask(const Tool& tool, std::span<const Case> cases,
                                       const std::filesystem::path& directory);

struct Reading {
  bool refused = false;
  /// Refused for what stands in a default that is not taken: docker compose does so up to 5.1.
  bool refused_up_to_5_1 = false;
  Values values{};
};
Reading read(const Case& one, Dialect dialect);

}  // namespace mailu_lint::differential
