// Puts the fixes of findings into the texts they belong to. Pure: what is written where, and whether, is for the
// caller.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>

#include <mailu_lint/report.hpp>

namespace mailu_lint {

/// A text that fixes have changed.
struct FixedText {
  std::string path{};  ///< as shown to the user
  std::string before{};
  std::string after{};
};

struct FixedTexts {
  std::map<std::string, FixedText> texts{};  ///< by the name that `identity` gives
  std::size_t fixes = 0;                     ///< findings whose fix went in
};

/// Applies the fixes of `run` that are at most as daring as `most`, in the order of the findings. A fix goes in whole
/// or not at all: one that overlaps an earlier one waits for the next run over the changed texts; one that is the same
/// as an earlier one counts as done. `identity` names the file behind a path, so that two spellings of a path are one
/// file.
FixedTexts apply_fixes(const Run& run, FixSafety most,
                       const std::function<std::string(const std::string& path)>& identity);

}  // namespace mailu_lint
