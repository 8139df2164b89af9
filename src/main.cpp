// Options, then the command, then the exit status. SIGPIPE keeps its default: a reader that leaves ends the program.
#include <unistd.h>

#include <exception>
#include <span>
#include <variant>

#include "cli/check.hpp"
#include "cli/init_command.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/show_command.hpp"
#include "cli/terminal.hpp"
#include "lsp/serve.hpp"
#include "report/rule_texts.hpp"

namespace {

using namespace mailu_lint;

Status print(std::string_view text) {
  const auto error = write_descriptor(STDOUT_FILENO, text);
  if (!error) return Status::clean;
  complain("standard output: " + *error);
  return Status::trouble;
}

struct Execute {
  Status operator()(const CheckCommand& command) const { return check(command); }
  Status operator()(const ShowCommand& command) const { return show(command); }
  Status operator()(const LspCommand& command) const { return serve(command); }
  Status operator()(const InitCommand& command) const { return init(command); }
  Status operator()(const ExplainCommand& command) const {
    const bool color = wants_color(command.color, STDOUT_FILENO);
    return print(explain(command.rule, color ? PageStyle::terminal : PageStyle::markdown));
  }
  Status operator()(const RulesCommand& command) const { return print(list_rules(command.form)); }
  Status operator()(const Done& done) const {
    write_descriptor(STDERR_FILENO, done.error);
    const Status printed = print(done.output);
    return done.status == Status::clean ? printed : done.status;
  }
};

}  // namespace

int main(int argc, char** argv) {
  try {
    const std::span<const char* const> arguments(argv, static_cast<std::size_t>(argc));
    const Command command = parse_command_line(arguments.subspan(arguments.empty() ? 0 : 1));
    return static_cast<int>(std::visit(Execute{}, command));
  } catch (const std::exception& error) {  // bad_alloc above all: no status but 2 may be taken for a report
    write_descriptor(STDERR_FILENO, "mailu-lint: ");
    write_descriptor(STDERR_FILENO, error.what());
    write_descriptor(STDERR_FILENO, "\n");
    return static_cast<int>(Status::trouble);
  }
}
