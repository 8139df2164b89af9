#include "cli/show_command.hpp"

#include <unistd.h>

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/input_files.hpp"
#include "cli/output.hpp"
#include "cli/planned.hpp"
#include "lint/resolve.hpp"
#include "mailu/secret_spans.hpp"
#include "parse/documents.hpp"
#include "report/show.hpp"
#include "resolve/limits.hpp"

namespace mailu_lint {
namespace {

/// The one deployment that is meant, or nothing and the reason among the problems.
std::optional<Planned> find_deployment(const Input& input, const std::string& standard_input, FileReader& reader,
                                       std::vector<std::string>& problems) {
  Plan plan = make_plan(input, standard_input, reader, problems);
  if (plan.deployments.size() == 1) return std::move(plan.deployments.front());
  std::string names;
  for (const Planned& one : plan.deployments) names += (names.empty() ? "" : ", ") + one.project.files.front();
  if (!names.empty()) problems.push_back("show: several deployments, one must be named: " + names);
  if (names.empty() && problems.empty()) {
    problems.push_back("show: no deployment found in " + (input.paths.empty() ? "." : input.paths.front()));
  }
  return std::nullopt;
}

}  // namespace

Status show(const ShowCommand& given) {
  Input input = given.input;
  std::vector<std::string> problems;
  InputFiles files(input, problems);
  const auto deployment = find_deployment(input, files.standard_input(), files.reader(), problems);
  for (const std::string& problem : problems) complain(problem);
  if (!deployment || !problems.empty()) return Status::trouble;

  SourceSet sources(files.reader());
  for (const std::string& path : deployment->project.files) {
    const auto opened = sources.open(path);
    if (const auto* error = std::get_if<ReadError>(&opened)) {
      complain(path + ": " + std::string(to_string(*error)));
      return Status::trouble;
    }
  }
  Findings findings;
  Documents documents(sources, findings);
  Coverage coverage;
  Resolved resolved = resolve(deployment->project, deployment->settings.lint, documents, coverage);
  write_environments(resolved.model);
  const auto secrets = secret_spans(resolved.deployment);
  const ShowOptions options{.origins = given.origins ? Origins::show : Origins::hide,
                            .secrets = Secrets::hide,
                            .secret_spans = {secrets.begin(), secrets.end()}};
  const auto print = given.form == ShowCommand::Form::json ? show_json : show_yaml;
  if (const auto error = write_descriptor(STDOUT_FILENO, print(resolved.model, sources, options))) {
    complain("standard output: " + *error);
    return Status::trouble;
  }
  std::set<std::string> unread = resolved.model.unreadable;
  for (const Finding& finding : findings.list()) {
    if (is_limit(finding.rule)) unread.insert(sources[finding.span.file].path() + ": " + finding.message);
  }
  for (const std::string& why : unread) complain(why);
  if (!unread.empty()) return Status::trouble;
  if (!resolved.model.refused) return Status::clean;
  complain("docker refuses these files; `mailu-lint check` tells why");
  return Status::findings;
}

}  // namespace mailu_lint
