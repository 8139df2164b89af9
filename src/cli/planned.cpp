#include "cli/planned.hpp"

#include <utility>

#include "resolve/paths.hpp"

namespace mailu_lint {

Planned plan(Project project, const Overrides& command_line, Configurations& configurations) {
  const std::string directory = project.directory.empty() ? parent_path(project.files.front()) : project.directory;
  std::shared_ptr<const Configuration> configuration = configurations.of(directory);
  Settings settings = settings_for(command_line, configuration.get());
  project.cluster = settings.cluster_facts;
  return {std::move(project), std::move(configuration), std::move(settings)};
}

}  // namespace mailu_lint
