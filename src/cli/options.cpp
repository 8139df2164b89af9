// The command line. The only file that knows CLI11, which costs seconds to compile and nothing at run time.
// Each subcommand is a parser of its own, chosen by the first argument: `check` may be left out, so a path must never
// be taken for a subcommand further along the line.
#include "cli/options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>
#include <string>

#include <mailu_lint/network.hpp>
#include <mailu_lint/rule.hpp>
#include <mailu_lint/version.hpp>

#include "cli/disk_reader.hpp"
#include "lint/suggest.hpp"

extern char** environ;  // POSIX wants it declared by the program

namespace mailu_lint {
namespace {

/// A value that is not one of those an option takes. Leaves this file as Done.
struct BadValue : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class HelpFormatter final : public CLI::Formatter {
 public:
  explicit HelpFormatter(std::string usage) : usage_(std::move(usage)) { column_width(36); }
  std::string make_usage(const CLI::App*, std::string) const override { return usage_; }
  std::string make_option_opts(const CLI::Option* option) const override { return " " + option->get_option_text(); }
  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override {
    std::string help = CLI::Formatter::make_help(app, std::move(name), mode);
    for (std::size_t at = help.find("\n\n\n"); at != std::string::npos; at = help.find("\n\n\n", at)) help.erase(at, 1);
    while (help.ends_with("\n\n")) help.pop_back();
    return help;
  }

 private:
  std::string usage_;
};

std::string quote(std::string_view text) {
  return "`" + std::string(text) + "`";
}

template <class Range>
[[noreturn]] void reject(std::string_view option, std::string_view given, const Range& known) {
  std::string message = std::string(option) + ": unknown value " + quote(given) + did_you_mean(nearest(given, known));
  if (nearest(given, known).empty() && std::ranges::size(known) <= 12) {
    message += "; one of ";
    bool first = true;
    for (const std::string_view name : known) {
      message += (first ? "" : ", ") + std::string(name);
      first = false;
    }
  }
  throw BadValue(message);
}

template <class T>
using Choice = std::pair<std::string_view, T>;

template <class T, std::size_t size>
T choose(std::string_view option, std::string_view given, const std::array<Choice<T>, size>& choices) {
  for (const auto& [name, value] : choices) {
    if (name == given) return value;
  }
  std::vector<std::string_view> names;
  for (const auto& choice : choices) names.push_back(choice.first);
  reject(option, given, names);
}

constexpr std::array<Choice<When>, 3> when_choices = {
    {{"auto", When::automatic}, {"always", When::always}, {"never", When::never}}};
constexpr std::array<Choice<Severity>, 3> severity_choices = {
    {{"error", Severity::error}, {"warning", Severity::warning}, {"note", Severity::note}}};

const Format* choose_format(std::string_view option, const std::string& given) {
  if (const Format* format = find_format(given)) return format;
  std::vector<std::string_view> names;
  for (const Format& format : all_formats()) names.push_back(format.name);
  reject(option, given, names);
}

RuleId choose_rule(std::string_view option, std::string_view given) {
  if (const auto rule = find_rule(given)) return *rule;
  std::vector<std::string_view> names;
  for (const RuleEntry& known : all_rules()) names.push_back(known.name);
  reject(option, given, names);
}

/// A rule's name, or a category for all of its rules.
std::vector<RuleId> choose_rules(std::string_view option, std::string_view given) {
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

/// `RULE=LEVEL`, `FORMAT=PATH`
std::pair<std::string, std::string> split_pair(std::string_view option, const std::string& given,
                                               std::string_view form) {
  const std::size_t equals = given.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == given.size()) {
    throw BadValue(std::string(option) + ": " + quote(given) + " is not of the form " + std::string(form));
  }
  return {given.substr(0, equals), given.substr(equals + 1)};
}

/// Texts as CLI11 fills them in, before they are understood.
struct Raw {
  std::string format, fail_on, color, hyperlinks, target, deploy_with, release;
  std::vector<std::string> outputs, select, ignore, severities;
  std::size_t max_file_size = DiskReader::default_limit;
  unsigned jobs = 0;
  std::int64_t managers = 0;
  bool shell_env = false, quiet = false, verbose = false, exit_zero = false;
};

constexpr std::string_view usage =
    "\nUsage:\n"
    "  mailu-lint [check] [OPTIONS] [PATH...]   check the deployments that the paths belong to\n"
    "  mailu-lint explain RULE                  why a rule exists, with examples and the remedy\n"
    "  mailu-lint rules                         list all rules\n";

constexpr std::string_view footer =
    "A PATH is a directory (every deployment below it), a compose or stack file, or an env file (the deployments that\n"
    "read it). Without one, the current directory is searched. `-` reads standard input.\n"
    "\n"
    "Examples:\n"
    "  mailu-lint                                         check what is below this directory\n"
    "  mailu-lint docker-compose.yml                      check one deployment, with its override file and .env\n"
    "  mailu-lint -f base.yml -f production.yml           check files that docker merges\n"
    "  docker node ls | mailu-lint --cluster - stack.yml  take the cluster's managers into account\n"
    "  mailu-lint --output sarif=mailu.sarif .            write a report for code scanning beside the text\n"
    "\n"
    "Exit status:\n"
    "  0  nothing at or above --fail-on was found\n"
    "  1  something was found\n"
    "  2  the work could not be done: usage, unreadable input, no deployment in a named directory, output not "
    "written\n";

void add_input_options(CLI::App& app, CheckCommand& command, Raw& raw) {
  const auto list = [&](const std::string& names, std::vector<std::string>& target, const std::string& help) {
    return app.add_option(names, target, help)->expected(1)->type_name("")->group("Input");
  };
  Project& project = command.project;
  list("-f,--file", project.files, "a YAML file of one deployment; repeat it as for docker")->option_text("FILE");
  list("--env-file", project.env_files, "read variables from this file instead of .env")->option_text("FILE");
  app.add_option("-p,--project-name", project.name, "name of the project or stack")
      ->option_text("NAME")
      ->group("Input");
  app.add_option("--project-directory", project.directory, "what relative paths start from, with -f")
      ->option_text("DIR")
      ->group("Input");
  list("--profile", project.profiles, "a profile that is active; `*` is all of them")->option_text("NAME");
  list("--exclude", command.exclude, "leave out what matches, in the words of .gitignore")->option_text("PATTERN");
  app.add_option("--stdin-filename", command.stdin_filename, "what to call the text read for `-`")
      ->option_text("NAME")
      ->group("Input");
  app.add_flag("--shell-env", raw.shell_env, "let the variables of this process take part, as docker does")
      ->group("Input");
  app.add_option("--max-file-size", raw.max_file_size, "refuse larger files")
      ->transform(CLI::AsSizeValue(false))
      ->option_text("SIZE [16 MiB]")
      ->group("Input");
}

void add_context_options(CLI::App& app, CheckCommand& command, Raw& raw) {
  const std::string group = "Deployment";
  app.add_option("--target", raw.target, "what it is started with; found out when not given")
      ->option_text("compose|swarm|auto")
      ->group(group);
  app.add_option("--deploy-with", raw.deploy_with,
                 "for swarm: `docker stack deploy`, or compose's output piped into it")
      ->option_text("stack|compose-config")
      ->group(group);
  app.add_option("--mailu-release", raw.release, "assume this release instead of the image tags'")
      ->option_text("RELEASE")
      ->group(group);
  app.add_option("--cluster", command.project.cluster,
                 "what docker node ls, docker info or docker network inspect print")
      ->expected(1)
      ->option_text("FILE")
      ->group(group);
  app.add_option("--managers", raw.managers, "how many managers the swarm has")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{1000}))
      ->option_text("N")
      ->group(group);
  app.add_option("--ingress-subnet", command.lint.ingress_subnets, "subnet of the swarm's ingress network")
      ->expected(1)
      ->option_text("CIDR")
      ->group(group);
  app.add_flag("--strict", command.lint.strict, "an env file that is not there is an error")->group(group);
}

void add_rule_options(CLI::App& app, Raw& raw) {
  const std::string group = "Rules";
  app.add_option("--select", raw.select, "check these only; a rule or a category")
      ->expected(1)
      ->delimiter(',')
      ->option_text("RULE,...")
      ->group(group);
  app.add_option("--ignore", raw.ignore, "leave these out")
      ->expected(1)
      ->delimiter(',')
      ->option_text("RULE,...")
      ->group(group);
  app.add_option("--severity", raw.severities, "give a rule another severity")
      ->expected(1)
      ->option_text("RULE=LEVEL")
      ->group(group);
}

void add_output_options(CLI::App& app, Raw& raw) {
  const std::string group = "Output";
  std::string formats;
  for (const Format& format : all_formats()) formats += (formats.empty() ? "" : "|") + std::string(format.name);
  app.add_option("--format", raw.format, "how to report: " + formats)->option_text("FORMAT [text]")->group(group);
  app.add_option("--output", raw.outputs, "write a report to a file as well; may be repeated")
      ->expected(1)
      ->option_text("FORMAT=PATH")
      ->group(group);
  app.add_option("--fail-on", raw.fail_on, "the least severity that makes the exit status 1")
      ->option_text("error|warning|note|never")
      ->group(group);
  app.add_flag("--exit-zero", raw.exit_zero, "findings do not change the exit status: --fail-on never")->group(group);
  app.add_option("--color", raw.color, "colours in the text")->option_text("auto|always|never")->group(group);
  app.add_option("--hyperlinks", raw.hyperlinks, "link rule names to their pages")
      ->option_text("auto|always|never")
      ->group(group);
  auto* quiet = app.add_flag("-q,--quiet", raw.quiet, "findings only, no summary")->group(group);
  app.add_flag("-v,--verbose", raw.verbose, "also tell what was read and how it was understood")
      ->excludes(quiet)
      ->group(group);
  app.add_option("--jobs", raw.jobs, "threads; found out when not given")
      ->check(CLI::Range(1U, 1024U))
      ->option_text("N")
      ->group(group);
}

void understand_rules(const Raw& raw, Options& lint) {
  if (!raw.select.empty() || !raw.ignore.empty()) {
    lint.enabled.assign(all_rules().size(), raw.select.empty());
    for (const std::string& given : raw.select) {
      for (const RuleId rule : choose_rules("--select", given)) lint.enabled[static_cast<std::size_t>(rule)] = true;
    }
    for (const std::string& given : raw.ignore) {
      for (const RuleId rule : choose_rules("--ignore", given)) lint.enabled[static_cast<std::size_t>(rule)] = false;
    }
  }
  for (const std::string& given : raw.severities) {
    const auto [rule, level] = split_pair("--severity", given, "RULE=LEVEL");
    lint.severities.emplace_back(choose_rule("--severity", rule), choose("--severity", level, severity_choices));
  }
}

void understand_context(const Raw& raw, Options& lint) {
  constexpr std::array<Choice<std::optional<Target>>, 3> targets = {
      {{"auto", std::nullopt}, {"compose", Target::compose}, {"swarm", Target::swarm}}};
  constexpr std::array<Choice<DeployWith>, 2> ways = {
      {{"stack", DeployWith::stack}, {"compose-config", DeployWith::compose_config}}};
  if (!raw.target.empty()) lint.target = choose("--target", raw.target, targets);
  if (!raw.deploy_with.empty()) lint.deploy_with = choose("--deploy-with", raw.deploy_with, ways);
  if (!raw.release.empty()) {
    lint.release = parse_release(raw.release);
    if (!lint.release) {
      std::vector<std::string_view> names;
      for (int i = 0; i <= static_cast<int>(newest_release); ++i) names.push_back(to_string(static_cast<Release>(i)));
      reject("--mailu-release", raw.release, names);
    }
  }
  if (raw.managers > 0) lint.managers = raw.managers;
  for (const std::string& subnet : lint.ingress_subnets) {
    if (!IpNetwork::parse(subnet)) throw BadValue("--ingress-subnet: " + quote(subnet) + " is not a network");
  }
  if (!raw.shell_env) return;
  for (char** variable = environ; variable && *variable; ++variable) {
    const std::string text = *variable;
    const std::size_t equals = text.find('=');
    if (equals != std::string::npos) lint.shell_env.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
}

void understand_output(const Raw& raw, CheckCommand& command) {
  constexpr std::array<Choice<std::optional<Severity>>, 4> levels = {
      {{"error", Severity::error}, {"warning", Severity::warning}, {"note", Severity::note}, {"never", std::nullopt}}};
  if (!raw.format.empty()) command.format = choose_format("--format", raw.format);
  for (const std::string& given : raw.outputs) {
    auto [format, path] = split_pair("--output", given, "FORMAT=PATH");
    command.outputs.push_back({choose_format("--output", format), std::move(path)});
  }
  if (!raw.fail_on.empty()) command.fail_on = choose("--fail-on", raw.fail_on, levels);
  if (raw.exit_zero) command.fail_on = std::nullopt;
  if (!raw.color.empty()) command.color = choose("--color", raw.color, when_choices);
  if (!raw.hyperlinks.empty()) command.hyperlinks = choose("--hyperlinks", raw.hyperlinks, when_choices);
  if (raw.quiet) command.detail = ReportOptions::Detail::quiet;
  if (raw.verbose) command.detail = ReportOptions::Detail::verbose;
  command.max_file_size = raw.max_file_size;
  if (raw.jobs > 0) command.jobs = raw.jobs;
}

std::string version_text() {
  std::string text = "mailu-lint " + std::string(version());
  if (!commit().empty()) text += " (" + std::string(commit().substr(0, 12)) + ")";
  text += '\n';
  for (const Library& library : libraries()) {
    text += "  " + std::string(library.name) + ' ' + std::string(library.version) + '\n';
  }
  return text;
}

Done usage_error(const std::string& message) {
  return {Status::trouble, "", "mailu-lint: " + message + "\nmailu-lint --help tells more\n"};
}

/// Runs a parser; nothing when it took the whole line. What it does not know is an error with a suggestion.
std::optional<Done> run(CLI::App& app, std::span<const char* const> arguments) {
  app.allow_extras();
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  for (CLI::Option* option : app.get_options()) {
    if (option->get_items_expected_max() == 1 && option->get_expected_max() <= 1 && !option->get_positional()) {
      option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    }
  }
  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    app.parse(std::move(reversed));
  } catch (const CLI::CallForHelp&) {
    return Done{Status::clean, app.help(), ""};
  } catch (const CLI::CallForVersion&) {
    return Done{Status::clean, version_text(), ""};
  } catch (const CLI::ParseError& error) {
    return usage_error(error.what());
  }
  const auto left = app.remaining();
  if (left.empty()) return std::nullopt;
  const std::string unknown = left.front().substr(0, left.front().find('='));
  if (!unknown.starts_with('-')) return usage_error("unexpected argument " + quote(unknown));
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return usage_error("unknown option " + quote(unknown) + did_you_mean(nearest(unknown, names)));
}

Command parse_check(std::span<const char* const> arguments) {
  CheckCommand command;
  Raw raw;
  CLI::App app("Finds what is dangerous in a Mailu mail server's docker files before docker starts them.",
               "mailu-lint");
  app.formatter(std::make_shared<HelpFormatter>(std::string(usage)));
  app.footer(std::string(footer));
  app.set_help_flag("-h,--help", "print this help");
  app.set_version_flag("--version", "", "print the version, the commit and the libraries");
  app.add_option("paths", command.paths, "")->group("");
  add_input_options(app, command, raw);
  add_context_options(app, command, raw);
  add_rule_options(app, raw);
  add_output_options(app, raw);
  if (auto done = run(app, arguments)) return *done;

  understand_rules(raw, command.lint);
  understand_context(raw, command.lint);
  understand_output(raw, command);
  if (!command.project.files.empty() && !command.paths.empty()) {
    throw BadValue("-f names the files of one deployment; " + quote(command.paths.front()) + " cannot be added to it");
  }
  return command;
}

Command parse_explain(std::span<const char* const> arguments) {
  std::string rule;
  std::string color = "auto";
  CLI::App app("Tells why a rule exists, what it reports and what to do.", "mailu-lint explain");
  app.formatter(std::make_shared<HelpFormatter>("\nUsage: mailu-lint explain RULE\n"));
  app.set_help_flag("-h,--help", "print this help");
  app.add_option("rule", rule, "")->group("");
  app.add_option("--color", color, "colours")->option_text("auto|always|never");
  if (auto done = run(app, arguments)) return *done;
  if (rule.empty()) return usage_error("explain: which rule? `mailu-lint rules` lists them");
  return ExplainCommand{choose_rule("explain", rule), choose("--color", color, when_choices)};
}

Command parse_rules(std::span<const char* const> arguments) {
  std::string form = "text";
  CLI::App app("Lists all rules.", "mailu-lint rules");
  app.formatter(std::make_shared<HelpFormatter>("\nUsage: mailu-lint rules [--format text|json|markdown]\n"));
  app.set_help_flag("-h,--help", "print this help");
  app.add_option("--format", form, "a table, a JSON array or a Markdown table")->option_text("text|json|markdown");
  if (auto done = run(app, arguments)) return *done;
  constexpr std::array<Choice<RuleListForm>, 3> forms = {
      {{"text", RuleListForm::text}, {"json", RuleListForm::json}, {"markdown", RuleListForm::markdown}}};
  return RulesCommand{choose("--format", form, forms)};
}

}  // namespace

Command parse_command_line(std::span<const char* const> arguments) {
  using Parser = Command (*)(std::span<const char* const>);
  constexpr std::array<Choice<Parser>, 3> subcommands = {
      {{"check", parse_check}, {"explain", parse_explain}, {"rules", parse_rules}}};
  Parser parser = parse_check;
  if (!arguments.empty()) {
    const auto chosen = std::ranges::find(subcommands, std::string_view(arguments.front()), &Choice<Parser>::first);
    if (chosen != subcommands.end()) {
      parser = chosen->second;
      arguments = arguments.subspan(1);
    }
  }
  try {
    return parser(arguments);
  } catch (const BadValue& bad) {
    return usage_error(bad.what());
  }
}

}  // namespace mailu_lint
