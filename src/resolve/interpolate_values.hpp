// Puts variables into every text of a tree of values. Keys stay as they are, in both dialects.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "resolve/interpolate.hpp"
#include "resolve/sections.hpp"
#include "resolve/value.hpp"
#include "resolve/variables_report.hpp"

namespace mailu_lint {

/// A variable that was taken from a `.env` file.
struct DotenvUse {
  std::string name{};
  Span use{};     ///< the first place
  Span set_at{};  ///< in the `.env` file
};

/// What is said of variables while the files are read.
class VariableLog {
 public:
  VariableLog(Dialect dialect, Findings& findings) : report(dialect, findings) {}

  /// Keeps the first use of each name; one that comes from the process environment is none.
  void note(DotenvUse use);
  const std::vector<DotenvUse>& uses() const { return uses_; }

  VariablesReport report;

 private:
  std::vector<DotenvUse> uses_;
  std::unordered_set<std::string> names_;
};

/// What docker refuses is a finding; variables that are set nowhere are one when the log is closed.
void interpolate_values(Value& root, const Variables& variables, ResolveContext& context, VariableLog& log);

}  // namespace mailu_lint
