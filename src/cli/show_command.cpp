#include "cli/show_command.hpp"

#include <unistd.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "cli/discovery.hpp"
#include "cli/input_files.hpp"
#include "cli/output.hpp"
#include "cli/planned.hpp"
#include "lint/resolve.hpp"
#include "mailu/secret_spans.hpp"
#include "parse/documents.hpp"
#include "report/show.hpp"

namespace mailu_lint {
namespace {

void complain(const std::string& message) {
  write_descriptor(STDERR_FILENO, "mailu-lint: " + message + '\n');
}

/// The one deployment that is meant, or nothing and the reason among the problems.
std::optional<Project> find_project(const Input& input, const std::string& standard_input, FileReader& reader,
                                    std::vector<std::string>& problems) {
  if (!input.project.files.empty()) return input.project;
  const auto paths = input.paths.empty() ? std::vector<std::string>{"."} : input.paths;
  DiscoveryOptions options{.common = input.project, .standard_input = standard_input};
  for (const std::string& pattern : input.exclude) options.exclude.add_pattern(pattern);
  Discovery discovery = discover(paths, options, reader);
  std::ranges::move(discovery.problems, std::back_inserter(problems));
  if (discovery.projects.size() == 1) return std::move(discovery.projects.front());
  std::string names;
  for (const Project& project : discovery.projects) names += (names.empty() ? "" : ", ") + project.files.front();
  if (!names.empty()) problems.push_back("show: several deployments, one must be named: " + names);
  if (names.empty() && problems.empty()) problems.push_back("show: no deployment found in " + paths.front());
  return std::nullopt;
}

}  // namespace

Status show(const ShowCommand& given) {
  Input input = given.input;
  std::vector<std::string> problems;
  InputFiles files(input, problems);
  Configurations configurations(input.configurations.source, input.configurations.given, files.reader(), problems);
  const auto project = find_project(input, files.standard_input(), files.reader(), problems);
  Planned planned;
  if (project) planned = plan(*project, input.overrides, configurations);
  for (const std::string& problem : problems) complain(problem);
  if (!project || !problems.empty()) return Status::trouble;

  SourceSet sources(files.reader());
  for (const std::string& path : planned.project.files) {
    const auto opened = sources.open(path);
    if (const auto* error = std::get_if<ReadError>(&opened)) {
      complain(path + ": " + std::string(to_string(*error)));
      return Status::trouble;
    }
  }
  Findings findings;
  Documents documents(sources, findings);
  Coverage coverage;
  const Resolved resolved = resolve(planned.project, planned.settings.lint, documents, coverage);
  const auto secrets = secret_spans(resolved.deployment);
  const ShowOptions options{.origins = given.origins ? Origins::show : Origins::hide,
                            .secrets = Secrets::hide,
                            .secret_spans = {secrets.begin(), secrets.end()}};
  const auto print = given.form == ShowCommand::Form::json ? show_json : show_yaml;
  if (const auto error = write_descriptor(STDOUT_FILENO, print(resolved.model, sources, options))) {
    complain("standard output: " + *error);
    return Status::trouble;
  }
  if (!resolved.model.refused) return Status::clean;
  complain("docker refuses these files; `mailu-lint check` tells why");
  return Status::findings;
}

}  // namespace mailu_lint
