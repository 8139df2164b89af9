// Puts variables into every text of a tree of values. Keys stay as they are, in both dialects.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "resolve/interpolate.hpp"
#include "resolve/sections.hpp"
#include "resolve/value.hpp"

namespace mailu_lint {

/// A variable that was taken from a `.env` file.
struct DotenvUse {
  std::string name{};
  Span use{};     ///< the first place
  Span set_at{};  ///< in the `.env` file
};

/// What the files ask of the environment, for rules that come later.
struct VariableLog {
  std::vector<DotenvUse> dotenv{};  ///< each name once, in the order of use
  std::unordered_set<std::string> names{};
};

/// Variables set nowhere, and what docker refuses, are findings.
void interpolate_values(Value& root, const Variables& variables, ResolveContext& context, VariableLog& log);

}  // namespace mailu_lint
