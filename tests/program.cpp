#include "program.hpp"

#include <doctest/doctest.h>
#include <sys/wait.h>

#include <cstdlib>

#include "support.hpp"

namespace mailu_lint::test {

ProgramResult run_program(const TemporaryFolder& folder, const std::string& arguments, const std::string& environment) {
  const TemporaryFolder captured;
  const std::string output = (captured / "output").string();
  const std::string error = (captured / "error").string();
  // The redirections of `arguments` come after ours, and so win.
  const std::string command = "cd '" + folder.path().string() + "' && " + "exec env -i PATH=\"$PATH\" " + environment +
                              " '" MAILU_LINT_PROGRAM "' >'" + output + "' 2>'" + error + "' </dev/null " + arguments;
  const int status = std::system(command.c_str());
  ProgramResult result;
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  result.output = read_file(output);
  result.error = read_file(error);
  return result;
}

}  // namespace mailu_lint::test
