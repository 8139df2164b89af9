#include "cli/understand.hpp"

#include <algorithm>
#include <optional>

#include <mailu_lint/network.hpp>
#include <mailu_lint/rule.hpp>

#include "lint/suggest.hpp"

extern char** environ;  // POSIX wants it declared by the program

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

/// A rule's name, or a category for all of its rules.
std::vector<RuleId> understand_rules(std::string_view option, std::string_view given) {
  std::vector<RuleId> rules;
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < all_rules().size(); ++i) {
    const RuleEntry& known = all_rules()[i];
    const std::string_view category = to_string(known.rule->category);
    if (known.name == given || category == given) rules.push_back(static_cast<RuleId>(i));
    names.push_back(known.name);
    names.push_back(category);
  }
  if (rules.empty()) reject(option, given, names);
  return rules;
}

Release understand_release(std::string_view given) {
  if (const auto release = parse_release(given)) return *release;
  std::vector<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(newest_release); ++i) names.push_back(to_string(static_cast<Release>(i)));
  reject("--mailu-release", given, names);
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

void reject(std::string_view option, std::string_view given, const std::vector<std::string_view>& known) {
  constexpr std::size_t most_listed = 12;
  const std::string_view suggestion = nearest(given, known);
  std::string message = std::string(option) + ": unknown value " + quote(given) + did_you_mean(suggestion);
  if (suggestion.empty() && known.size() <= most_listed) {
    std::string list;
    for (const std::string_view name : known) list += (list.empty() ? "; one of " : ", ") + std::string(name);
    message += list;
  }
  throw BadValue(message);
}

When understand_when(std::string_view option, std::string_view given) {
  constexpr std::array<Choice<When>, 3> choices = {
      {{"auto", When::automatic}, {"always", When::always}, {"never", When::never}}};
  return choose(option, given, choices);
}

RuleId understand_rule(std::string_view option, std::string_view given) {
  if (const auto rule = find_rule(given)) return *rule;
  std::vector<std::string_view> names;
  for (const RuleEntry& known : all_rules()) names.push_back(known.name);
  reject(option, given, names);
}

void understand(const RawInput& raw, Input& input) {
  constexpr std::array<Choice<std::optional<Target>>, 3> targets = {
      {{"auto", std::nullopt}, {"compose", Target::compose}, {"swarm", Target::swarm}}};
  constexpr std::array<Choice<DeployWith>, 2> ways = {
      {{"stack", DeployWith::stack}, {"compose-config", DeployWith::compose_config}}};
  if (!input.project.files.empty() && !input.paths.empty()) {
    throw BadValue("-f names the files of one deployment; " + quote(input.paths.front()) + " cannot be added to it");
  }
  input.max_file_size = raw.max_file_size;
  Options& lint = input.lint;
  if (!raw.target.empty()) lint.target = choose("--target", raw.target, targets);
  if (!raw.deploy_with.empty()) lint.deploy_with = choose("--deploy-with", raw.deploy_with, ways);
  if (!raw.release.empty()) lint.release = understand_release(raw.release);
  if (raw.managers > 0) lint.managers = raw.managers;
  for (const std::string& subnet : lint.ingress_subnets) {
    if (!IpNetwork::parse(subnet)) throw BadValue("--ingress-subnet: " + quote(subnet) + " is not a network");
  }
  if (raw.shell_env) lint.shell_env = process_environment();
}

void understand(const RawRules& raw, Options& lint) {
  lint.suppressions = !raw.no_suppressions;
  constexpr std::array<Choice<Severity>, 3> levels = {
      {{"error", Severity::error}, {"warning", Severity::warning}, {"note", Severity::note}}};
  if (!raw.select.empty() || !raw.ignore.empty()) {
    lint.enabled.assign(all_rules().size(), raw.select.empty());
    for (const std::string& given : raw.select) {
      for (const RuleId rule : understand_rules("--select", given)) lint.enabled[static_cast<std::size_t>(rule)] = true;
    }
    for (const std::string& given : raw.ignore) {
      for (const RuleId rule : understand_rules("--ignore", given))
        lint.enabled[static_cast<std::size_t>(rule)] = false;
    }
  }
  for (const std::string& given : raw.severities) {
    const auto [name, level] = split_pair("--severity", given, "RULE=LEVEL");
    const RuleId rule = understand_rule("--severity", name);
    std::erase_if(lint.severities, [&](const auto& earlier) { return earlier.first == rule; });
    lint.severities.emplace_back(rule, choose("--severity", level, levels));
  }
}

void understand(const RawFixing& raw, Fixing& fixing) {
  if (raw.fix || raw.unsafe_fixes) fixing.mode = Fixing::Mode::write;
  if (raw.diff) fixing.mode = Fixing::Mode::diff;
  if (raw.unsafe_fixes) fixing.most = FixSafety::unsafe;
}

void understand(const RawOutput& raw, CheckCommand& command) {
  constexpr std::array<Choice<std::optional<Severity>>, 4> levels = {
      {{"error", Severity::error}, {"warning", Severity::warning}, {"note", Severity::note}, {"never", std::nullopt}}};
  if (!raw.format.empty()) command.format = understand_format("--format", raw.format);
  for (const std::string& given : raw.outputs) {
    auto [format, path] = split_pair("--output", given, "FORMAT=PATH");
    command.outputs.push_back({understand_format("--output", format), std::move(path)});
  }
  if (!raw.fail_on.empty()) command.fail_on = choose("--fail-on", raw.fail_on, levels);
  if (raw.exit_zero) command.fail_on = std::nullopt;
  if (!raw.color.empty()) command.color = understand_when("--color", raw.color);
  if (!raw.hyperlinks.empty()) command.hyperlinks = understand_when("--hyperlinks", raw.hyperlinks);
  if (raw.quiet) command.detail = ReportOptions::Detail::quiet;
  if (raw.verbose) command.detail = ReportOptions::Detail::verbose;
  if (raw.jobs > 0) command.jobs = raw.jobs;
}

}  // namespace mailu_lint
