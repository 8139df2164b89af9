// From the paths on the command line to the deployments they mean. Every path is a hint: which of a deployment's files
// was named must not change what is found in it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <mailu_lint/lint.hpp>
#include <mailu_lint/source.hpp>

#include "config/ignore_rules.hpp"

namespace mailu_lint {

/// What one path of the command line led to.
struct Argument {
  enum class Kind : std::uint8_t {
    file,      ///< YAML: its deployment
    env_file,  ///< candidates: those that turn out to read the file are meant
    directory  ///< every deployment below it
  };
  std::string path{};
  Kind kind{};
  std::vector<std::size_t> projects{};  ///< indices in Discovery::projects
};

struct Discovery {
  std::vector<Project> projects{};  ///< each deployment once
  std::vector<Argument> arguments{};
  std::vector<std::string> problems{};  ///< paths that are not there, directories that cannot be read
};

class Configurations;

struct DiscoveryOptions {
  Project common{};                          ///< env files, name, profiles, cluster facts of every deployment found
  IgnoreRules exclude{};                     ///< `--exclude`: relative to the current directory
  Configurations* configurations = nullptr;  ///< whose `exclude` counts as well; nothing: none
  /// A path whose text comes from standard input: it need not be there.
  std::string standard_input{};
  std::set<std::string> unsaved{};  ///< more of these: texts that an editor holds
};

Discovery discover(const std::vector<std::string>& paths, const DiscoveryOptions& options, FileReader& reader);

}  // namespace mailu_lint
