#include "cli/check.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/discovery.hpp"
#include "cli/fix.hpp"
#include "cli/input_files.hpp"
#include "cli/lint_run.hpp"
#include "cli/output.hpp"
#include "cli/terminal.hpp"
#include "report/formats.hpp"

namespace mailu_lint {
namespace {

ReportOptions report_options(const CheckCommand& command, const ReportOptions& looks) {
  ReportOptions options = looks;
  options.detail = command.detail;
  options.severities = command.input.lint.severities;
  options.working_directory = command.input.project.working_directory;
  options.repository_root = repository_root(options.working_directory);
  return options;
}

/// `diff` stands in the place of the report on standard output. Gives false, and says why on standard error, when some
/// report did not reach its place.
bool write_reports(const Run& run, const std::optional<std::string>& diff, const CheckCommand& command) {
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
  const bool on_github = std::getenv("GITHUB_ACTIONS") != nullptr;
  std::string text =
      diff ? (on_github ? without_commands(*diff) : *diff) : format->write(run, report_options(command, looks));
  if (!command.format && !diff && on_github) text += find_format("github")->write(run, plain);
  if (const auto error = write_descriptor(STDOUT_FILENO, text)) complain("standard output", *error);
  return written;
}

/// YYYY-MM-DD in UTC: the same everywhere.
std::string today() {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  std::array<char, 32> text{};
  const int size = std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(day.year()),
                                 static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  return {text.data(), static_cast<std::size_t>(size)};
}

/// `--fix`: `run` becomes what is left to say.
void fix_files(Run& run, const CheckCommand& command, InputFiles& files, const LintWith& lint_with) {
  if (files.has_standard_input()) {
    run.problems.push_back("--fix: standard input cannot be written to; --diff prints the changes");
    return;
  }
  FixedRun fixed = fix_run(run, command.fixing.most, files.reader(), lint_with);
  write_fixed(fixed, files.reader());
  if (!fixed.problems.empty()) {
    run = lint_with(files.reader());  // what the disk holds now
  } else if (fixed.run) {
    run = std::move(*fixed.run);
    run.fixed = fixed.fixes;
  }
  std::ranges::move(fixed.problems, std::back_inserter(run.problems));
}

/// `--diff`: what --fix would change.
std::string show_fixes(Run& run, const CheckCommand& command, InputFiles& files, const LintWith& lint_with) {
  FixedRun fixed = fix_run(run, command.fixing.most, files.reader(), lint_with);
  std::string diff = diff_of(fixed);
  std::ranges::move(fixed.problems, std::back_inserter(run.problems));
  return diff;
}

bool fails(const Run& run, const CheckCommand& command) {
  return command.fail_on &&
         std::ranges::any_of(run.findings, [&](const RunFinding& f) { return f->severity >= *command.fail_on; });
}

}  // namespace

Status check(const CheckCommand& given) {
  CheckCommand command = given;
  command.input.lint.today = today();
  std::vector<std::string> problems;
  InputFiles files(command.input, problems);
  const auto lint_with = [&](FileReader& reader) {
    return lint_run(command, files.standard_input(), reader, problems);
  };
  Run run = lint_with(files.reader());
  std::optional<std::string> diff;
  if (command.fixing.mode == Fixing::Mode::diff) diff = show_fixes(run, command, files, lint_with);
  if (command.fixing.mode == Fixing::Mode::write) fix_files(run, command, files, lint_with);

  for (const std::string& problem : run.problems) write_descriptor(STDERR_FILENO, "mailu-lint: " + problem + '\n');
  const bool written = write_reports(run, diff, command);
  const bool unreadable =
      std::ranges::any_of(run.deployments, [](const Checked& c) { return c.report.coverage.unreadable; });
  if (!written || unreadable || !run.problems.empty()) return Status::trouble;
  return fails(run, command) ? Status::findings : Status::clean;
}

}  // namespace mailu_lint
