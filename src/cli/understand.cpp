#include "cli/understand.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include <mailu_lint/network.hpp>

#include "config/choices.hpp"

// POSIX wants it declared by the program; glibc does so too. NOLINTNEXTLINE(readability-redundant-declaration)
extern char** environ;

namespace mailu_lint {
namespace {

std::string quote(std::string_view text) {
  return "`" + std::string(text) + "`";
}

const Format* understand_format(std::string_view option, const std::string& given) {
  if (const Format* format = find_format(given)) return format;
  std::vector<std::string_view> names;
  for (const Format& format : all_formats()) names.push_back(format.name);
  reject(option, given, names);
}

/// `RULE=LEVEL`, `FORMAT=PATH`
std::pair<std::string, std::string> split_pair(std::string_view option, const std::string& given,
                                               std::string_view form) {
  const std::size_t equals = given.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == given.size()) {
    throw BadValue(std::string(option) + ": " + quote(given) + " is not of the form " + std::string(form));
  }
  return {given.substr(0, equals), given.substr(equals + 1)};
}

std::vector<std::pair<std::string, std::string>> process_environment() {
  std::vector<std::pair<std::string, std::string>> variables;
  for (char** variable = environ; variable && *variable; ++variable) {
    const std::string text = *variable;
    const std::size_t equals = text.find('=');
    if (equals != std::string::npos) variables.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

}  // namespace

When understand_when(std::string_view option, std::string_view given) {
  constexpr std::array<Choice<When>, 3> choices = {
      {{"auto", When::automatic}, {"always", When::always}, {"never", When::never}}};
  return choose(option, given, choices);
}

void understand(const RawInput& raw, Input& input) {
  if (!input.project.files.empty() && !input.paths.empty()) {
    throw BadValue("-f names the files of one deployment; " + quote(input.paths.front()) + " cannot be added to it");
  }
  input.max_file_size = raw.max_file_size;
  Overrides& overrides = input.overrides;
  Options& lint = overrides.lint;
  if (!raw.target.empty()) lint.target = choose_target("--target", raw.target);
  if (!raw.deploy_with.empty()) overrides.deploy_with = choose_deploy_with("--deploy-with", raw.deploy_with);
  if (!raw.release.empty()) lint.release = choose_release("--mailu-release", raw.release);
  if (raw.managers > 0) lint.managers = raw.managers;
  for (const std::string& subnet : lint.ingress_subnets) {
    if (!IpNetwork::parse(subnet)) throw BadValue("--ingress-subnet: " + quote(subnet) + " is not a network");
  }
  if (raw.shell_env) lint.shell_env = process_environment();
}

void understand(const RawConfiguration& raw, Input& input) {
  if (!raw.config.empty()) input.configurations = {Configurations::Source::given, raw.config};
  if (raw.no_config) input.configurations = {Configurations::Source::none, ""};
}

CheckCommand::Answer understand_answer(const RawConfiguration& raw, bool stats) {
  if (raw.show_config) return CheckCommand::Answer::configuration;
  if (raw.show_files) return CheckCommand::Answer::files;
  return stats ? CheckCommand::Answer::counts : CheckCommand::Answer::findings;
}

void understand(const RawRules& raw, Overrides& overrides) {
  overrides.lint.suppressions = !raw.no_suppressions;
  const auto add = [](std::string_view option, const std::string& given, std::vector<RuleId>& into) {
    std::ranges::copy(choose_rules(option, given), std::back_inserter(into));
  };
  for (const std::string& given : raw.select) add("--select", given, overrides.rules.select);
  for (const std::string& given : raw.ignore) add("--ignore", given, overrides.rules.ignore);
  for (const std::string& given : raw.severities) {
    const auto [name, level] = split_pair("--severity", given, "RULE=LEVEL");
    overrides.rules.severities.emplace_back(choose_rule("--severity", name), choose_severity("--severity", level));
  }
}

void understand(const RawFixing& raw, Fixing& fixing) {
  if (raw.fix || raw.unsafe_fixes) fixing.mode = Fixing::Mode::write;
  if (raw.diff) fixing.mode = Fixing::Mode::diff;
  if (raw.unsafe_fixes) fixing.most = FixSafety::unsafe;
}

void understand(const RawOutput& raw, CheckCommand& command) {
  if (!raw.format.empty()) command.format = understand_format("--format", raw.format);
  for (const std::string& given : raw.outputs) {
    auto [format, path] = split_pair("--output", given, "FORMAT=PATH");
    command.outputs.push_back({understand_format("--output", format), std::move(path)});
  }
  if (!raw.fail_on.empty()) command.input.overrides.fail_on = choose_fail_on("--fail-on", raw.fail_on);
  if (raw.exit_zero) command.input.overrides.fail_on = FailOn::never;
  if (!raw.color.empty()) command.color = understand_when("--color", raw.color);
  if (!raw.hyperlinks.empty()) command.hyperlinks = understand_when("--hyperlinks", raw.hyperlinks);
  if (raw.quiet) command.detail = ReportOptions::Detail::quiet;
  if (raw.verbose) command.detail = ReportOptions::Detail::verbose;
  if (raw.jobs > 0) command.jobs = raw.jobs;
}

}  // namespace mailu_lint
