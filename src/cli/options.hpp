// What the user asked for. The only place that knows how it is written on a command line is options.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include <mailu_lint/lint.hpp>
#include <mailu_lint/report.hpp>

#include "config/configurations.hpp"
#include "config/settings.hpp"
#include "report/rule_texts.hpp"

namespace mailu_lint {

/// Exit statuses. Trouble wins over findings.
enum class Status : std::uint8_t {
  clean = 0,
  findings = 1,  ///< of `lsp`, as its protocol wants it: the client left without `shutdown`
  trouble = 2
};

enum class When : std::uint8_t { automatic, always, never };

/// Where configurations come from.
struct ConfigurationChoice {
  Configurations::Source source = Configurations::Source::nearest;
  std::string given{};  ///< the file of `--config`
};

/// Which deployments are meant, and how they are read.
struct Input {
  std::vector<std::string> paths{};  ///< empty together with project.files: the current directory
  Project project{};                 ///< `-f` and its kin; without `-f`, what all deployments found share
  Overrides overrides{};
  ConfigurationChoice configurations{};
  std::vector<std::string> exclude{};
  std::string stdin_filename{};
  std::set<std::string> unsaved{};  ///< paths among `paths` that need not be there; no option says so
  std::uint64_t max_file_size = 0;
};

struct OutputFile {
  const Format* format = nullptr;
  std::string path{};
};

/// What is to be done about findings that have a fix.
struct Fixing {
  enum class Mode : std::uint8_t {
    off,
    write,  ///< `--fix`
    diff,   ///< `--diff`: print what --fix would change, and change nothing
  };
  Mode mode = Mode::off;
  FixSafety most = FixSafety::safe;
};

/// `mailu-lint [check]`
struct CheckCommand {
  Input input{};
  std::optional<unsigned> jobs{};
  const Format* format = nullptr;  ///< nothing: text, and annotations where GitHub runs us
  std::vector<OutputFile> outputs{};
  Fixing fixing{};
  std::string write_baseline{};  ///< a file; empty: no baseline is written
  enum class Answer : std::uint8_t { findings, counts, files, configuration };
  Answer answer = Answer::findings;
  When color = When::automatic;
  When hyperlinks = When::automatic;
  ReportOptions::Detail detail = ReportOptions::Detail::normal;
};

/// `mailu-lint show`
struct ShowCommand {
  enum class Form : std::uint8_t { yaml, json };
  Input input{};
  Form form = Form::yaml;
  bool origins = false;
};

/// `mailu-lint lsp`
struct LspCommand {
  Input input{};  ///< `paths` is empty: the editor says what is open
};

/// `mailu-lint init [DIRECTORY]`
struct InitCommand {
  std::string directory{};  ///< empty: the current one
};

/// `mailu-lint explain RULE`
struct ExplainCommand {
  RuleId rule{};
  When color = When::automatic;
};

/// `mailu-lint rules`
struct RulesCommand {
  RuleListForm form = RuleListForm::text;
};

/// Nothing is left to do but to print and to end: `--help`, `--version`, a mistake on the command line.
struct Done {
  Status status{};
  std::string output{};  ///< for standard output
  std::string error{};   ///< for standard error
};

using Command = std::variant<CheckCommand, ShowCommand, LspCommand, InitCommand, ExplainCommand, RulesCommand, Done>;

/// `arguments` without the program's name.
Command parse_command_line(std::span<const char* const> arguments);

}  // namespace mailu_lint
