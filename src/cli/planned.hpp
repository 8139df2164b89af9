// A deployment with what counts for it: which files, under which settings.
#pragma once

#include <memory>

#include <mailu_lint/lint.hpp>

#include "config/configurations.hpp"
#include "config/settings.hpp"

namespace mailu_lint {

struct Planned {
  Project project{};
  std::shared_ptr<const Configuration> configuration{};  ///< nothing: it has none
  Settings settings{};
};

/// Finds the configuration of the project and puts the command line over it.
Planned plan(Project project, const Overrides& command_line, Configurations& configurations);

}  // namespace mailu_lint
