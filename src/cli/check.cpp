#include "cli/check.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "cli/baselines.hpp"
#include "cli/fix.hpp"
#include "cli/input_files.hpp"
#include "cli/lint_run.hpp"
#include "cli/listing.hpp"
#include "cli/output.hpp"
#include "cli/show_config.hpp"
#include "cli/terminal.hpp"
#include "cli/today.hpp"
#include "config/locations.hpp"
#include "report/baseline.hpp"
#include "report/formats.hpp"

namespace mailu_lint {
namespace {

/// Which rules have another severity than their own, in every deployment alike.
std::vector<std::pair<RuleId, Severity>> shared_severities(const Run& run) {
  if (run.deployments.empty()) return {};
  auto shared = run.deployments.front().options.severities;
  for (const Checked& checked : run.deployments) {
    std::erase_if(shared, [&](const auto& one) { return !std::ranges::count(checked.options.severities, one); });
  }
  return shared;
}

ReportOptions report_options(const Run& run, const CheckCommand& command, const ReportOptions& looks) {
  ReportOptions options = looks;
  options.detail = command.detail;
  options.severities = shared_severities(run);
  options.working_directory = command.input.project.working_directory;
  options.repository_root = repository_root(options.working_directory);
  return options;
}

/// `other` stands in the place of the report on standard output. Gives false, and says why on standard error, when some
/// report did not reach its place.
bool write_reports(const Run& run, const std::optional<std::string>& other, const CheckCommand& command) {
  const ReportOptions plain = report_options(run, command, ReportOptions{});
  bool written = true;
  const auto fail = [&](const std::string& place, const std::string& reason) {
    complain(place + ": " + reason);
    written = false;
  };
  for (const OutputFile& output : command.outputs) {
    if (const auto error = write_file(output.path, output.format->write(run, plain))) fail(output.path, *error);
  }
  const Format* format = command.format ? command.format : find_format("text");
  const ReportOptions looks = terminal_options(command.color, command.hyperlinks, STDOUT_FILENO);
  const bool on_github = std::getenv("GITHUB_ACTIONS") != nullptr;
  std::string text =
      other ? (on_github ? without_commands(*other) : *other) : format->write(run, report_options(run, command, looks));
  if (!command.format && !other && on_github) text += find_format("github")->write(run, plain);
  if (const auto error = write_descriptor(STDOUT_FILENO, text)) fail("standard output", *error);
  return written;
}

/// `--fix`: `run` becomes what is left to say.
void fix_files(Run& run, const CheckCommand& command, InputFiles& files, const LintWith& lint_with) {
  if (files.has_standard_input()) {
    run.problems.emplace_back("--fix: standard input cannot be written to; --diff prints the changes");
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

bool fails(const Run& run) {
  return std::ranges::any_of(run.findings, [&](const RunFinding& item) {
    return static_cast<int>(item->severity) >= static_cast<int>(run.deployments[item.deployment].fail_on);
  });
}

/// Where files are named, a deployment that is not may have what the baseline tells of a file that both read.
bool searches_directories(const Input& input) {
  const auto is_directory = [](const std::string& path) {
    std::error_code ignored;
    return std::filesystem::is_directory(path, ignored);
  };
  return input.project.files.empty() && std::ranges::all_of(input.paths, is_directory);
}

/// `--write-baseline`: what is printed in place of a report. Half a run makes no baseline.
std::string write_new_baseline(Run& run, const CheckCommand& command) {
  const std::string& path = command.write_baseline;
  if (!run.problems.empty()) {
    run.problems.push_back(path + ": not written, because not everything could be looked at");
    return "";
  }
  if (const auto error = write_file(path, write_baseline(run, report_options(run, command, ReportOptions{})))) {
    run.problems.push_back(path + ": " + *error);
    return "";
  }
  const std::size_t count = run.findings.size();
  run.baselined = count;
  run.findings.clear();
  return "Wrote " + std::to_string(count) + (count == 1 ? " finding to " : " findings to ") + path + '\n';
}

/// What stands in the place of the report, if something else was asked for.
std::optional<std::string> answer(Run& run, const CheckCommand& command, InputFiles& files, const LintWith& lint_with) {
  if (command.answer == CheckCommand::Answer::files) return list_files(run);
  if (command.answer == CheckCommand::Answer::configuration) return list_settings(run, command.input, files.reader());
  if (!command.write_baseline.empty()) return write_new_baseline(run, command);
  if (command.fixing.mode == Fixing::Mode::diff) return show_fixes(run, command, files, lint_with);
  if (command.fixing.mode == Fixing::Mode::write) fix_files(run, command, files, lint_with);
  if (command.answer == CheckCommand::Answer::counts) return list_counts(run);
  return std::nullopt;
}

}  // namespace

Status check(const CheckCommand& given) {
  CheckCommand command = given;
  command.input.overrides.lint.today = today();
  std::vector<std::string> problems;
  InputFiles files(command.input, problems);
  const auto lint_with = [&](FileReader& reader) {
    Run run = lint_run(command, files.standard_input(), reader, problems);
    if (command.write_baseline.empty()) {
      apply_baselines(run, report_options(run, command, ReportOptions{}), files.reader());
      if (!searches_directories(command.input)) run.solved = 0;
    }
    return run;
  };
  Run run = lint_with(files.reader());
  const std::optional<std::string> other = answer(run, command, files, lint_with);

  for (const std::string& problem : run.problems) complain(problem);
  const bool written = write_reports(run, other, command);
  const bool unreadable =
      std::ranges::any_of(run.deployments, [](const Checked& c) { return c.report.coverage.unreadable; });
  if (!written || unreadable || !run.problems.empty()) return Status::trouble;
  const bool asked_for_findings =
      command.answer == CheckCommand::Answer::findings || command.answer == CheckCommand::Answer::counts;
  return asked_for_findings && fails(run) ? Status::findings : Status::clean;
}

}  // namespace mailu_lint
