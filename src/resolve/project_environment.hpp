// Where variables come from: the process environment, `.env` or `--env-file`, and what docker compose adds.
#pragma once

#include <string>
#include <vector>

#include "resolve/load_state.hpp"

namespace mailu_lint {

/// The project's env files, into `variables`, a layer behind state.shell. `.env` values go to model.variables.
void read_project_environment(LoadState& state, Variables& variables);

/// Reads env files for interpolation. What `outside` (shell, including project) has, wins; later files win over earlier
/// ones. A file that is not there is noted in model.missing.
void read_env_files(LoadState& state, const std::vector<std::string>& paths, const Variables& outside, Variables& into,
                    std::vector<Setting>* settings);

/// Of `-p`, COMPOSE_PROJECT_NAME, `name:` and the directory, the first that is given.
std::string find_project_name(LoadState& state, const Variables& variables);
/// The profiles that are switched on.
std::vector<std::string> find_profiles(const LoadState& state, const Variables& variables);

}  // namespace mailu_lint
