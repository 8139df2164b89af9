#include "lsp/linter.hpp"

#include "cli/baselines.hpp"
#include "cli/folder.hpp"
#include "cli/lint_run.hpp"
#include "cli/today.hpp"
#include "config/locations.hpp"
#include "resolve/paths.hpp"

namespace mailu_lint::lsp {

Run lint_open_files(const Input& input, const Buffers& buffers, FileReader& reader) {
  CheckCommand command{.input = input};
  command.input.overrides.lint.today = today();
  const std::string here = current_directory();
  command.input.project.working_directory = here;
  if (input.project.files.empty()) {
    for (const Buffer* buffer : buffers.all()) {
      const std::string_view name = base_name(buffer->path);
      if (is_yaml_name(name) || is_env_name(name)) command.input.paths.push_back(buffer->path);
    }
    if (command.input.paths.empty()) return make_run({}, {});
    command.input.unsaved = {command.input.paths.begin(), command.input.paths.end()};
  }
  Run run = lint_run(command, "", reader, {});
  const ReportOptions places{.working_directory = here, .repository_root = repository_root(here)};
  apply_baselines(run, places, reader);
  return run;
}

}  // namespace mailu_lint::lsp
