#include "cli/lint_run.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <optional>
#include <set>
#include <thread>
#include <utility>
#include <variant>

#include "cli/planned.hpp"
#include "cli/progress.hpp"
#include "config/locations.hpp"
#include "config/suppress.hpp"

namespace mailu_lint {
namespace {

Checked lint_one(const Planned& planned, FileReader& reader) {
  const Options& options = planned.settings.lint;
  Checked checked{.sources = std::make_unique<SourceSet>(reader),
                  .fail_on = planned.settings.fail_on,
                  .options = options,
                  .configuration = planned.configuration ? planned.configuration->path : "",
                  .baseline = planned.settings.baseline};
  Report& report = checked.report;
  report = lint(*checked.sources, planned.project, options);
  if (planned.configuration) suppress(report, *checked.sources, *planned.configuration, options);
  if (report.findings.empty() && report.suppressed.empty()) checked.sources.reset();
  return checked;
}

/// Lints every deployment, on several threads where that pays; the order of results is the order of `planned`.
std::vector<Checked> lint_all(const std::vector<Planned>& planned, const CheckCommand& command, FileReader& reader) {
  std::vector<Checked> results(planned.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&](Progress* progress) {
    for (std::size_t i = next++; i < planned.size(); i = next++) {
      results[i] = lint_one(planned[i], reader);
      if (progress) progress->show(i);
    }
  };
  constexpr std::size_t worth_a_thread = 16;  // deployments: fewer are done before a thread has started
  const std::size_t most = command.jobs ? *command.jobs : std::max(1U, std::thread::hardware_concurrency());
  const std::size_t threads = std::min(most, planned.size() / worth_a_thread);
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < threads; ++i) others.emplace_back(work, nullptr);
  Progress progress(planned.size());
  work(&progress);
  return results;
}

/// Which deployments read which files. Each name is looked up on the disk once, whatever the number of questions.
class ReadFiles {
 public:
  explicit ReadFiles(const std::vector<Checked>& results) : results_(results), canonical_(results.size()) {}

  bool has(std::size_t deployment, const std::string& canonical) {
    auto& files = canonical_[deployment];
    if (!files) {
      files.emplace();
      for (const std::string& file : results_[deployment].report.coverage.files_read) {
        files->insert(canonical_path(file));
      }
    }
    return files->contains(canonical);
  }

 private:
  const std::vector<Checked>& results_;
  std::vector<std::optional<std::set<std::string>>> canonical_;
};

/// There is something to tell of it: a Mailu deployment, or part of one in which something was found.
bool is_worth_telling(const Report& report) {
  return report.coverage.applicable || !report.findings.empty() || !report.suppressed.empty();
}

/// Which of the linted projects the arguments mean, and which directories hold none.
std::vector<bool> meant(const Discovery& discovery, const std::vector<Checked>& results,
                        std::vector<std::string>& problems) {
  std::vector<bool> wanted(results.size(), false);
  ReadFiles read(results);
  for (const Argument& argument : discovery.arguments) {
    const std::string canonical = canonical_path(argument.path);
    bool any = false;
    for (const std::size_t i : argument.projects) {
      const Report& report = results[i].report;
      if (argument.kind == Argument::Kind::env_file && !read.has(i, canonical)) continue;
      wanted[i] = true;
      any = any || is_worth_telling(report);
    }
    if (!any && argument.kind == Argument::Kind::directory) {
      problems.push_back(argument.path + ": no Mailu deployment found; name its files to check them anyway");
    }
  }
  return wanted;
}

std::vector<Checked> keep(std::vector<Checked> results, const std::vector<bool>& wanted) {
  std::vector<Checked> kept;
  for (std::size_t i = 0; i < results.size(); ++i) {
    const Report& report = results[i].report;
    if (wanted[i] && (is_worth_telling(report) || report.coverage.unreadable)) kept.push_back(std::move(results[i]));
  }
  return kept;
}

/// Why the files of a deployment that were to be read could not be.
void add_unreadable(const Project& project, const Checked& checked, FileReader& reader,
                    std::vector<std::string>& problems) {
  if (!checked.report.coverage.unreadable) return;
  std::ranges::copy(checked.report.coverage.unread, std::back_inserter(problems));
  for (const std::string& file : project.files) {
    const auto text = reader.read(file);
    const auto* error = std::get_if<ReadError>(&text);
    if (error) problems.push_back(file + ": " + std::string(to_string(*error)));
  }
}

Run run_deployment(const Planned& planned, std::vector<Checked> results, FileReader& reader,
                   std::vector<std::string> problems) {
  const Project& project = planned.project;
  add_unreadable(project, results.front(), reader, problems);
  const Report& report = results.front().report;
  if (!is_worth_telling(report) && !report.coverage.unreadable) {
    problems.push_back(project.files.front() + ": no Mailu deployment found in the files given with -f");
    results.clear();
  }
  return make_run(std::move(results), std::move(problems));
}

Run run_paths(const Plan& plan, std::vector<Checked> results, FileReader& reader, std::vector<std::string> problems) {
  const std::vector<bool> wanted = meant(plan.discovery, results, problems);
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (wanted[i]) add_unreadable(plan.deployments[i].project, results[i], reader, problems);
  }
  return make_run(keep(std::move(results), wanted), std::move(problems));
}

}  // namespace

Run lint_run(const CheckCommand& command, const std::string& standard_input, FileReader& reader,
             std::vector<std::string> problems) {
  const Plan plan = make_plan(command.input, standard_input, reader, problems);
  std::vector<Checked> results = lint_all(plan.deployments, command, reader);
  const bool named = !command.input.project.files.empty();
  return named ? run_deployment(plan.deployments.front(), std::move(results), reader, std::move(problems))
               : run_paths(plan, std::move(results), reader, std::move(problems));
}

}  // namespace mailu_lint
