// What the command line means, before anything is linted: which deployments, each under which settings.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <mailu_lint/lint.hpp>

#include "cli/discovery.hpp"
#include "cli/options.hpp"
#include "config/configurations.hpp"
#include "config/settings.hpp"

namespace mailu_lint {

struct Planned {
  Project project{};
  std::shared_ptr<const Configuration> configuration{};  ///< nothing: it has none
  Settings settings{};
};

struct Plan {
  Discovery discovery{};  ///< empty when the files are named with -f; its projects have moved to `deployments`
  std::vector<Planned> deployments{};
};

/// `standard_input` is what `-` among the paths is called. `problems` takes what is not there, and mistakes in
/// configurations.
Plan make_plan(const Input& input, const std::string& standard_input, FileReader& reader,
               std::vector<std::string>& problems);

}  // namespace mailu_lint
