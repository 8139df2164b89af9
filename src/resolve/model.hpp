// From the files of a project to docker's resolved model: the whole of what `docker compose config` or
// `docker stack config` would print, in canonical long forms, with origins.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <mailu_lint/deployment.hpp>
#include <mailu_lint/lint.hpp>

#include "parse/documents.hpp"
#include "resolve/interpolate.hpp"
#include "resolve/value.hpp"

namespace mailu_lint {

/// The environment of one service: what env_file and environment come to, winners and losers.
/// `key` is the service's key in the model.
struct ServiceEnvironment {
  std::string service{};
  Environment environment{};
  std::vector<EnvFile> files{};
  bool has_environment_key = false;
};

struct Model {
  Dialect dialect = Dialect::compose;
  std::string name{};       ///< project name; empty for stacks
  std::string directory{};  ///< what relative paths start from
  std::shared_ptr<ValueArena> arena{};
  /// name, services, networks, volumes, secrets, configs, x-*. Long forms only. What a service's `environment` holds is
  /// docker's only after write_environments(). Never null; empty when nothing could be read.
  Value* root = nullptr;
  std::vector<ServiceEnvironment> environments{};
  std::vector<Setting> variables{};  ///< of `.env` or `--env-file`, effective
  std::vector<FileId> files{};
  std::vector<std::string> missing{};   ///< paths of env files and includes that are not there
  std::set<std::string> unreadable{};   ///< files that are there and cannot be read, each with the reason
  std::vector<std::string> disabled{};  ///< services behind inactive profiles
  bool has_include = false;
  /// A file cannot be read to its end. What is not in the model may be in the file: nothing follows from its absence.
  bool cut = false;
  /// docker refuses these files; findings say why. The rest is resolved as far as it goes.
  bool refused = false;
};

/// Never fails: what docker would refuse is a finding, and the model holds what is left.
Model load_model(const Project& project, Dialect dialect, const Options& options, Documents& documents);

/// Puts the environments where docker prints them: into each service's `environment`. Rules read Model::environments,
/// so only who prints the model calls this; it costs a tenth of reading it.
void write_environments(Model& model);

}  // namespace mailu_lint
