#include "cli/check.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <thread>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "cli/discovery.hpp"
#include "cli/disk_reader.hpp"
#include "cli/output.hpp"
#include "cli/terminal.hpp"

namespace mailu_lint {
namespace {

constexpr std::string_view standard_input = "-";

bool names_standard_input(const std::string& path) {
  return path == standard_input;
}

/// Texts that come from standard input, under the names that the pipeline asks for.
struct StandardInput {
  std::unordered_map<std::string, std::string> texts{};
  std::string path{};  ///< what `-` as a PATH is called
};

/// Reads standard input when some path is `-`, and replaces that path by a name.
StandardInput read_standard_input(CheckCommand& command, std::vector<std::string>& problems) {
  StandardInput input;
  const std::string name = command.stdin_filename.empty() ? "<stdin>" : command.stdin_filename;
  bool wanted = false;
  const auto replace = [&](std::vector<std::string>& paths, const std::string& by) {
    for (std::string& path : paths) {
      if (!names_standard_input(path)) continue;
      path = by;
      wanted = true;
    }
  };
  replace(command.paths, name);
  replace(command.project.files, name);
  if (wanted) input.path = name;
  replace(command.project.cluster, "<stdin>");
  if (!wanted) return input;
  auto text = read_descriptor(STDIN_FILENO, command.max_file_size);
  if (const auto* error = std::get_if<ReadError>(&text)) {
    problems.push_back("standard input " + std::string(to_string(*error)));
    return input;
  }
  input.texts["<stdin>"] = std::get<std::string>(text);
  input.texts[name] = std::get<std::string>(std::move(text));
  return input;
}

/// Lints every project, on several threads where that pays; the order of results is the order of projects.
std::vector<Checked> lint_all(const std::vector<Project>& projects, const CheckCommand& command, FileReader& reader) {
  std::vector<Checked> results(projects.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < projects.size(); i = next++) {
      results[i].sources = std::make_unique<SourceSet>(reader);
      results[i].report = lint(*results[i].sources, projects[i], command.lint);
      if (results[i].report.findings.empty()) results[i].sources.reset();
    }
  };
  constexpr std::size_t worth_a_thread = 16;  // deployments: fewer are done before a thread has started
  const std::size_t most = command.jobs ? *command.jobs : std::max(1U, std::thread::hardware_concurrency());
  const std::size_t threads = std::min(most, projects.size() / worth_a_thread);
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < threads; ++i) others.emplace_back(work);
  work();
  return results;
}

bool reads(const Checked& checked, const std::string& canonical) {
  return std::ranges::any_of(checked.report.coverage.files_read,
                             [&](const std::string& file) { return canonical_path(file) == canonical; });
}

/// Which of the linted projects the arguments mean, and which directories hold none.
std::vector<bool> meant(const Discovery& discovery, const std::vector<Checked>& results,
                        std::vector<std::string>& problems) {
  std::vector<bool> wanted(results.size(), false);
  for (const Argument& argument : discovery.arguments) {
    const std::string canonical = canonical_path(argument.path);
    bool any = false;
    for (const std::size_t i : argument.projects) {
      const Report& report = results[i].report;
      if (argument.kind == Argument::Kind::env_file && !reads(results[i], canonical)) continue;
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

Run run_deployment(const CheckCommand& command, FileReader& reader, std::vector<std::string> problems) {
  std::vector<Checked> results = lint_all({command.project}, command, reader);
  const Report& report = results.front().report;
  if (!report.coverage.applicable && report.findings.empty() && !report.coverage.unreadable) {
    problems.push_back(command.project.files.front() + ": no Mailu deployment found in the files given with -f");
    results.clear();
  }
  return make_run(std::move(results), std::move(problems));
}

Run run_paths(const CheckCommand& command, const StandardInput& input, FileReader& reader,
              std::vector<std::string> problems) {
  DiscoveryOptions options{.common = command.project, .standard_input = input.path};
  for (const std::string& pattern : command.exclude) options.exclude.add_pattern(pattern);
  const std::vector<std::string> paths = command.paths.empty() ? std::vector<std::string>{"."} : command.paths;
  Discovery discovery = discover(paths, options, reader);
  std::ranges::move(discovery.problems, std::back_inserter(problems));
  std::vector<Checked> results = lint_all(discovery.projects, command, reader);
  const std::vector<bool> wanted = meant(discovery, results, problems);
  return make_run(keep(std::move(results), wanted), std::move(problems));
}

ReportOptions report_options(const CheckCommand& command, const ReportOptions& looks) {
  ReportOptions options = looks;
  options.detail = command.detail;
  options.severities = command.lint.severities;
  std::error_code code;
  options.working_directory = std::filesystem::current_path(code).string();
  options.repository_root = repository_root(options.working_directory);
  return options;
}

/// Gives false, and says why on standard error, when some report did not reach its place.
bool write_reports(const Run& run, const CheckCommand& command) {
  const ReportOptions plain = report_options(command, ReportOptions{});
  bool written = true;
  const auto complain = [&](const std::string& place, const std::string& reason) {
    write_descriptor(STDERR_FILENO, "mailu-lint: " + place + ": " + reason + '\n');
    written = false;
  };
  for (const OutputFile& output : command.outputs) {
    if (const auto error = write_file(output.path, output.format->write(run, plain))) complain(output.path, *error);
  }
  const Format* format = command.format ? command.format : find_format("text");
  const ReportOptions looks = terminal_options(command.color, command.hyperlinks, STDOUT_FILENO);
  std::string text = format->write(run, report_options(command, looks));
  if (!command.format && std::getenv("GITHUB_ACTIONS")) text += find_format("github")->write(run, plain);
  if (const auto error = write_descriptor(STDOUT_FILENO, text)) complain("standard output", *error);
  return written;
}

bool fails(const Run& run, const CheckCommand& command) {
  return command.fail_on &&
         std::ranges::any_of(run.findings, [&](const RunFinding& f) { return f->severity >= *command.fail_on; });
}

}  // namespace

Status check(const CheckCommand& given) {
  CheckCommand command = given;
  std::vector<std::string> problems;
  const StandardInput input = read_standard_input(command, problems);
  DiskReader disk(command.max_file_size);
  OverlayReader reader(disk, input.texts);
  const Run run = command.project.files.empty() ? run_paths(command, input, reader, std::move(problems))
                                                : run_deployment(command, reader, std::move(problems));
  for (const std::string& problem : run.problems) write_descriptor(STDERR_FILENO, "mailu-lint: " + problem + '\n');
  const bool written = write_reports(run, command);
  const bool unreadable =
      std::ranges::any_of(run.deployments, [](const Checked& c) { return c.report.coverage.unreadable; });
  if (!written || unreadable || !run.problems.empty()) return Status::trouble;
  return fails(run, command) ? Status::findings : Status::clean;
}

}  // namespace mailu_lint
