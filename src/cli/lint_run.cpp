#include "cli/lint_run.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <optional>
#include <set>
#include <thread>
#include <utility>
#include <variant>

#include "cli/discovery.hpp"
#include "cli/progress.hpp"

namespace mailu_lint {
namespace {

/// Lints every project, on several threads where that pays; the order of results is the order of projects.
std::vector<Checked> lint_all(const std::vector<Project>& projects, const CheckCommand& command, FileReader& reader) {
  std::vector<Checked> results(projects.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&](Progress* progress) {
    for (std::size_t i = next++; i < projects.size(); i = next++) {
      results[i].sources = std::make_unique<SourceSet>(reader);
      results[i].report = lint(*results[i].sources, projects[i], command.input.lint);
      const Report& report = results[i].report;
      if (report.findings.empty() && report.suppressed.empty()) results[i].sources.reset();
      if (progress) progress->show(i);
    }
  };
  constexpr std::size_t worth_a_thread = 16;  // deployments: fewer are done before a thread has started
  const std::size_t most = command.jobs ? *command.jobs : std::max(1U, std::thread::hardware_concurrency());
  const std::size_t threads = std::min(most, projects.size() / worth_a_thread);
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < threads; ++i) others.emplace_back(work, nullptr);
  Progress progress(projects.size());
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
      any = any || report.coverage.applicable || !report.findings.empty();
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
    const bool says_something = report.coverage.applicable || !report.findings.empty() || report.coverage.unreadable;
    if (wanted[i] && says_something) kept.push_back(std::move(results[i]));
  }
  return kept;
}

/// Why the files of a deployment that were to be read could not be.
void add_unreadable(const Project& project, const Checked& checked, FileReader& reader,
                    std::vector<std::string>& problems) {
  if (!checked.report.coverage.unreadable) return;
  for (const std::string& file : project.files) {
    const auto text = reader.read(file);
    const auto* error = std::get_if<ReadError>(&text);
    if (error) problems.push_back(file + ": " + std::string(to_string(*error)));
  }
}

Run run_deployment(const CheckCommand& command, FileReader& reader, std::vector<std::string> problems) {
  const Project& project = command.input.project;
  std::vector<Checked> results = lint_all({project}, command, reader);
  add_unreadable(project, results.front(), reader, problems);
  const Report& report = results.front().report;
  if (!report.coverage.applicable && report.findings.empty() && !report.coverage.unreadable) {
    problems.push_back(project.files.front() + ": no Mailu deployment found in the files given with -f");
    results.clear();
  }
  return make_run(std::move(results), std::move(problems));
}

Run run_paths(const CheckCommand& command, const std::string& standard_input, FileReader& reader,
              std::vector<std::string> problems) {
  const Input& input = command.input;
  DiscoveryOptions options{.common = input.project, .standard_input = standard_input};
  for (const std::string& pattern : input.exclude) options.exclude.add_pattern(pattern);
  const std::vector<std::string> paths = input.paths.empty() ? std::vector<std::string>{"."} : input.paths;
  Discovery discovery = discover(paths, options, reader);
  std::ranges::move(discovery.problems, std::back_inserter(problems));
  std::vector<Checked> results = lint_all(discovery.projects, command, reader);
  const std::vector<bool> wanted = meant(discovery, results, problems);
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (wanted[i]) add_unreadable(discovery.projects[i], results[i], reader, problems);
  }
  return make_run(keep(std::move(results), wanted), std::move(problems));
}

}  // namespace

Run lint_run(const CheckCommand& command, const std::string& standard_input, FileReader& reader,
             std::vector<std::string> problems) {
  if (!command.input.project.files.empty()) return run_deployment(command, reader, std::move(problems));
  return run_paths(command, standard_input, reader, std::move(problems));
}

}  // namespace mailu_lint
