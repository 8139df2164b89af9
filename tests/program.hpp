// Runs the real program, as a shell would.
#pragma once

#include <string>

#include "temporary_folder.hpp"

namespace mailu_lint::test {

struct ProgramResult {
  int status = -1;  ///< exit status; 128 + signal when it was killed
  std::string output{};
  std::string error{};
};

/// `mailu-lint` followed by `arguments`, which the shell reads: redirections and pipes work. Runs in `folder`, with a
/// clean environment and the variables of `environment` (`A=1 B=2`).
ProgramResult run_program(const TemporaryFolder& folder, const std::string& arguments,
                          const std::string& environment = "");

}  // namespace mailu_lint::test
