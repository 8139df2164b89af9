// `--fix` and `--diff`: fixes are put in, the result is linted, and so on until nothing is left to fix; only then is
// anything written. A fix that would break a file is never written.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <mailu_lint/report.hpp>

#include "lint/fixes.hpp"
#include "report/secrets.hpp"

namespace mailu_lint {

using LintWith = std::function<Run(FileReader&)>;

/// What came of fixing.
struct FixedRun {
  std::optional<Run> run{};                  ///< what is left to say of the fixed texts; nothing when none was fixed
  std::map<std::string, FixedText> texts{};  ///< by canonical path; `before` is what is on the disk
  SecretPlaces secrets{};                    ///< in the texts on the disk
  std::size_t fixes = 0;
  std::vector<std::string> problems{};
};

/// `lint_with` lints the deployments of `first` with texts from another reader than `files`, where `first` came from.
FixedRun fix_run(const Run& first, FixSafety most, FileReader& files, const LintWith& lint_with);

/// Writes each text in place of its file, whole or not at all, with the file's mode and owner. What could not be
/// written, or has changed on the disk since it was read, becomes one of the problems.
void write_fixed(FixedRun& fixed, FileReader& files);

/// All changes as one unified diff, for `git apply` and `patch -p1` in the current directory. Secrets are masked, and
/// where that makes the diff one to read only, a problem says so.
std::string diff_of(FixedRun& fixed);

}  // namespace mailu_lint
