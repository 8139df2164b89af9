// The command line. The only file that knows CLI11, which costs seconds to compile and nothing at run time.
// Each subcommand is a parser of its own, chosen by the first argument: `check` may be left out, so a path must never
// be taken for a subcommand further along the line.
#include "cli/options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <memory>
#include <string>

#include <mailu_lint/version.hpp>

#include "cli/help.hpp"
#include "cli/understand.hpp"
#include "config/choices.hpp"
#include "lint/suggest.hpp"
#include "report/unicode.hpp"

namespace mailu_lint {
namespace {

class HelpFormatter final : public CLI::Formatter {
 public:
  explicit HelpFormatter(std::string_view usage) : usage_(usage) { column_width(36); }
  std::string make_usage(const CLI::App*, std::string) const override { return usage_; }
  std::string make_option_opts(const CLI::Option* option) const override {
    return option->get_option_text().empty() ? "" : " " + option->get_option_text();
  }
  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override {
    std::string help = CLI::Formatter::make_help(app, std::move(name), mode);
    for (std::size_t at = help.find("\n\n\n"); at != std::string::npos; at = help.find("\n\n\n", at)) help.erase(at, 1);
    while (help.ends_with("\n\n")) help.pop_back();
    return help;
  }

 private:
  std::string usage_;
};

/// A parser without options yet.
class Parser {
 public:
  Parser(std::string_view description, std::string_view usage, std::string_view footer = "")
      : app_(std::string(description), "mailu-lint") {
    app_.formatter(std::make_shared<HelpFormatter>(usage));
    if (!footer.empty()) app_.footer(std::string(footer));
    app_.set_help_flag("-h,--help", "print this help");
    app_.allow_extras();
    group("Options");
  }

  CLI::App& app() { return app_; }
  /// The heading that the options added from now on stand under.
  void group(const std::string& name) { group_ = name; }

  /// The last one given counts, as everywhere.
  template <class T>
  CLI::Option* value(const std::string& names, T& target, const std::string& placeholder, const std::string& help) {
    return app_.add_option(names, target, help)
        ->option_text(placeholder)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
        ->group(group_);
  }
  /// Takes one value each time it is named; CLI11 would give it every path that follows.
  CLI::Option* list(const std::string& names, std::vector<std::string>& target, const std::string& placeholder,
                    const std::string& help) {
    return app_.add_option(names, target, help)->allow_extra_args(false)->option_text(placeholder)->group(group_);
  }
  CLI::Option* flag(const std::string& names, bool& target, const std::string& help) {
    return app_.add_flag(names, target, help)->group(group_);
  }
  template <class T>
  void positional(T& target) {
    app_.add_option("positional", target, "")->group("");
  }

  /// Nothing when the whole line was taken. What is not known is an error with a suggestion.
  std::optional<Done> run(std::span<const char* const> arguments);

 private:
  std::vector<std::string> option_names() const;

  CLI::App app_;
  std::string group_;
};

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
  return {Status::trouble, "", "mailu-lint: " + visible(message, Charset::utf8) + "\nmailu-lint --help tells more\n"};
}

std::optional<Done> Parser::run(std::span<const char* const> arguments) {
  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    app_.parse(std::move(reversed));
  } catch (const CLI::CallForHelp&) {
    return Done{Status::clean, app_.help(), ""};
  } catch (const CLI::CallForVersion&) {
    return Done{Status::clean, version_text(), ""};
  } catch (const CLI::ParseError& error) {
    return usage_error(error.what());
  }
  std::vector<std::string> left = app_.remaining();
  std::erase(left, "--");  // the mark in front of paths is no argument, but CLI11 lists it
  if (left.empty()) return std::nullopt;
  const std::string unknown = left.front().substr(0, left.front().find('='));
  if (!unknown.starts_with('-')) return usage_error("unexpected argument `" + unknown + "`");
  return usage_error("unknown option `" + unknown + "`" + did_you_mean(nearest(unknown, option_names())));
}

std::vector<std::string> Parser::option_names() const {
  std::vector<std::string> names;
  for (const CLI::Option* option : app_.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

void add_input_options(Parser& parser, Input& input, RawInput& raw) {
  Project& project = input.project;
  parser.group("Input");
  parser.list("-f,--file", project.files, "FILE", "a YAML file of one deployment; repeat it as for docker");
  parser.list("--env-file", project.env_files, "FILE", "read variables from this file instead of .env");
  parser.value("-p,--project-name", project.name, "NAME", "name of the project or stack");
  parser.value("--project-directory", project.directory, "DIR", "what relative paths start from, with -f");
  parser.list("--profile", project.profiles, "NAME", "a profile that is active; `*` is all of them");
  parser.list("--exclude", input.exclude, "PATTERN", "leave out what matches, in the words of .gitignore");
  parser.value("--stdin-filename", input.stdin_filename, "NAME", "what to call the text read for `-`");
  parser.flag("--shell-env", raw.shell_env, "let the variables of this process take part, as docker does");
  parser.value("--max-file-size", raw.max_file_size, "SIZE [16 MiB]", "refuse larger files")
      ->transform(CLI::AsSizeValue(false));

  parser.group("Deployment");
  parser.value("--target", raw.target, "compose|swarm|auto", "what it is started with; found out when not given");
  parser.value("--deploy-with", raw.deploy_with, "stack|compose-config",
               "for swarm: `docker stack deploy`, or compose's output piped into it");
  parser.value("--mailu-release", raw.release, "RELEASE", "assume this release instead of the image tags'");
  parser.list("--cluster", input.overrides.cluster_facts, "FILE",
              "what docker node ls, docker info or docker network inspect print");
  parser.value("--managers", raw.managers, "N", "how many managers the swarm has")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{1000}));
  parser.list("--ingress-subnet", input.overrides.lint.ingress_subnets, "CIDR",
              "subnet of the swarm's ingress network");
}

void add_configuration_options(Parser& parser, RawConfiguration& raw) {
  parser.group("Configuration");
  CLI::Option* none = parser.flag("--no-config", raw.no_config, "read no .mailu-lint.yaml");
  parser.value("--config", raw.config, "FILE", "the configuration, instead of the nearest .mailu-lint.yaml")
      ->excludes(none);
}

void add_baseline_option(Parser& parser, Input& input) {
  parser.value("--baseline", input.overrides.baseline, "FILE", "report what is not in this file of old findings");
}

void add_answer_options(Parser& parser, CheckCommand& command, RawConfiguration& raw) {
  parser.value("--write-baseline", command.write_baseline, "FILE", "write all findings to that file and end");
  CLI::Option* files =
      parser.flag("--show-files", raw.show_files, "list the files that are read, in place of a report");
  parser.flag("--show-config", raw.show_config, "print what counts for each deployment, in place of a report")
      ->excludes(files);
}

void add_rule_options(Parser& parser, RawRules& raw, Options& lint) {
  parser.group("Rules");
  parser.list("--select", raw.select, "RULE,...", "check these only; a rule or a category")->delimiter(',');
  parser.list("--ignore", raw.ignore, "RULE,...", "leave these out")->delimiter(',');
  parser.list("--severity", raw.severities, "RULE=LEVEL", "give a rule another severity");
  parser.flag("--no-suppressions", raw.no_suppressions, "report what comments in the files hide");
  parser.flag("--strict", lint.strict, "an env file that is not there is an error");
}

void add_fix_options(Parser& parser, RawFixing& raw) {
  parser.group("Fixes");
  parser.flag("--fix", raw.fix, "mend what can be mended without changing what is meant");
  parser.flag("--unsafe-fixes", raw.unsafe_fixes, "also apply fixes that should be looked at");
  parser.flag("--diff", raw.diff, "print what --fix would change, and change nothing");
}

void add_output_options(Parser& parser, RawOutput& raw) {
  std::string formats = "how to report: ";  // the completions of src/package read this line
  for (const Format& format : all_formats())
    formats += std::string(&format == all_formats().data() ? "" : ", ") + std::string(format.name);
  parser.group("Output");
  parser.value("--format", raw.format, "FORMAT [text]", formats);
  parser.list("--output", raw.outputs, "FORMAT=PATH", "write a report to a file as well; may be repeated");
  parser.value("--fail-on", raw.fail_on, "error|warning|note|never", "the least severity that makes the exit status 1");
  parser.flag("--exit-zero", raw.exit_zero, "findings do not change the exit status: --fail-on never");
  parser.value("--color", raw.color, "auto|always|never", "colours in the text");
  parser.value("--hyperlinks", raw.hyperlinks, "auto|always|never", "link rule names to their pages");
  parser.flag("--stats", raw.stats, "count the findings of each rule, in place of a report");
  CLI::Option* quiet = parser.flag("-q,--quiet", raw.quiet, "findings only, no summary");
  parser.flag("-v,--verbose", raw.verbose, "also tell what was read and how it was understood")->excludes(quiet);
  parser.value("--jobs", raw.jobs, "N", "threads; found out when not given")->check(CLI::Range(1U, 1024U));
}

using Arguments = std::span<const char* const>;

Command parse_check(Arguments arguments) {
  CheckCommand command;
  RawInput raw_input;
  RawConfiguration raw_configuration;
  RawRules raw_rules;
  RawFixing raw_fixing;
  RawOutput raw_output;
  Parser parser(help::check, help::check_usage, help::check_footer);
  parser.app().set_version_flag("--version", "", "print the version, the commit and the libraries");
  parser.positional(command.input.paths);
  add_input_options(parser, command.input, raw_input);
  add_configuration_options(parser, raw_configuration);
  add_baseline_option(parser, command.input);
  add_answer_options(parser, command, raw_configuration);
  add_rule_options(parser, raw_rules, command.input.overrides.lint);
  add_fix_options(parser, raw_fixing);
  add_output_options(parser, raw_output);
  if (auto done = parser.run(arguments)) return *done;
  understand(raw_input, command.input);
  understand(raw_configuration, command.input);
  command.answer = understand_answer(raw_configuration, raw_output.stats);
  understand(raw_rules, command.input.overrides);
  understand(raw_fixing, command.fixing);
  understand(raw_output, command);
  return command;
}

Command parse_show(Arguments arguments) {
  ShowCommand command;
  RawInput raw_input;
  RawConfiguration raw_configuration;
  std::string form = "yaml";
  Parser parser(help::show, help::show_usage, help::show_footer);
  parser.value("--format", form, "yaml|json", "the language to print it in");
  parser.flag("--origins", command.origins, "tell of each value where it comes from");
  parser.positional(command.input.paths);
  add_input_options(parser, command.input, raw_input);
  add_configuration_options(parser, raw_configuration);
  if (auto done = parser.run(arguments)) return *done;
  understand(raw_input, command.input);
  understand(raw_configuration, command.input);
  constexpr std::array<Choice<ShowCommand::Form>, 2> forms = {
      {{"yaml", ShowCommand::Form::yaml}, {"json", ShowCommand::Form::json}}};
  command.form = choose("--format", form, forms);
  return command;
}

Command parse_lsp(Arguments arguments) {
  LspCommand command;
  RawInput raw_input;
  RawConfiguration raw_configuration;
  RawRules raw_rules;
  bool stdio = false;
  Parser parser(help::lsp, help::lsp_usage, help::lsp_footer);
  parser.flag("--stdio", stdio, "standard input and output, as always; some editors add this");
  add_input_options(parser, command.input, raw_input);
  add_configuration_options(parser, raw_configuration);
  add_baseline_option(parser, command.input);
  add_rule_options(parser, raw_rules, command.input.overrides.lint);
  if (auto done = parser.run(arguments)) return *done;
  understand(raw_input, command.input);
  understand(raw_configuration, command.input);
  understand(raw_rules, command.input.overrides);
  return command;
}

Command parse_init(Arguments arguments) {
  InitCommand command;
  Parser parser(help::init, help::init_usage);
  parser.positional(command.directory);
  if (auto done = parser.run(arguments)) return *done;
  return command;
}

Command parse_explain(Arguments arguments) {
  std::string rule;
  std::string color = "auto";
  Parser parser(help::explain, help::explain_usage);
  parser.value("--color", color, "auto|always|never", "colours");
  parser.positional(rule);
  if (auto done = parser.run(arguments)) return *done;
  if (rule.empty()) return usage_error("explain: which rule? `mailu-lint rules` lists them");
  return ExplainCommand{choose_rule("explain", rule), understand_when("--color", color)};
}

Command parse_rules(Arguments arguments) {
  std::string form = "text";
  Parser parser(help::rules, help::rules_usage);
  parser.value("--format", form, "text|json|markdown", "a table, a JSON array or a Markdown table");
  if (auto done = parser.run(arguments)) return *done;
  constexpr std::array<Choice<RuleListForm>, 3> forms = {
      {{"text", RuleListForm::text}, {"json", RuleListForm::json}, {"markdown", RuleListForm::markdown}}};
  return RulesCommand{choose("--format", form, forms)};
}

}  // namespace

Command parse_command_line(Arguments arguments) {
  using Subcommand = Choice<Command (*)(Arguments)>;
  constexpr std::array<Subcommand, 6> subcommands = {{{"check", parse_check},
                                                      {"show", parse_show},
                                                      {"lsp", parse_lsp},
                                                      {"init", parse_init},
                                                      {"explain", parse_explain},
                                                      {"rules", parse_rules}}};
  auto parse = parse_check;
  if (!arguments.empty()) {
    const auto chosen = std::ranges::find(subcommands, std::string_view(arguments.front()), &Subcommand::first);
    if (chosen != subcommands.end()) {
      parse = chosen->second;
      arguments = arguments.subspan(1);
    }
  }
  try {
    return parse(arguments);
  } catch (const BadValue& bad) {
    return usage_error(bad.what());
  }
}

}  // namespace mailu_lint
