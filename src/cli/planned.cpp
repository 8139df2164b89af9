#include "cli/planned.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "resolve/paths.hpp"

namespace mailu_lint {
namespace {

/// Finds the configuration of the project and puts the command line over it.
Planned plan(Project project, const Overrides& command_line, Configurations& configurations) {
  const std::string directory = project.directory.empty() ? parent_path(project.files.front()) : project.directory;
  std::shared_ptr<const Configuration> configuration = configurations.of(directory);
  Settings settings = settings_for(command_line, configuration.get());
  project.cluster = settings.cluster_facts;
  return {std::move(project), std::move(configuration), std::move(settings)};
}

}  // namespace

Plan make_plan(const Input& input, const std::string& standard_input, FileReader& reader,
               std::vector<std::string>& problems) {
  Plan made;
  Configurations configurations(input.configurations.source, input.configurations.given, reader, problems);
  if (!input.project.files.empty()) {
    made.deployments.push_back(plan(input.project, input.overrides, configurations));
    return made;
  }
  DiscoveryOptions options{.common = input.project,
                           .configurations = &configurations,
                           .standard_input = standard_input,
                           .unsaved = input.unsaved};
  for (const std::string& pattern : input.exclude) options.exclude.add_pattern(pattern);
  const std::vector<std::string> paths = input.paths.empty() ? std::vector<std::string>{"."} : input.paths;
  made.discovery = discover(paths, options, reader);
  std::ranges::move(made.discovery.problems, std::back_inserter(problems));
  for (Project& project : made.discovery.projects) {
    made.deployments.push_back(plan(std::move(project), input.overrides, configurations));
  }
  return made;
}

}  // namespace mailu_lint
