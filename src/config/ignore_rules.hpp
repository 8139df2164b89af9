// `.gitignore` as git reads it, for the walk over a directory; `--exclude` uses the same patterns.
// Asking `git check-ignore` was rejected: the program starts no other one, and git may not be there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mailu_lint {

enum class PathKind : std::uint8_t { file, directory };

/// Patterns of one file, relative to the directory that holds it. Later patterns win.
class IgnoreRules {
 public:
  void add_pattern(std::string_view line);
  void add_text(std::string_view text);
  bool empty() const { return patterns_.empty(); }

  enum class Verdict : std::uint8_t { none, ignored, kept };
  /// `path` is relative to the directory of the patterns, with `/` between its parts and none at its ends.
  Verdict verdict(std::string_view path, PathKind kind) const;

 private:
  struct Pattern {
    std::vector<std::string> segments{};  ///< split at `/`; "**" stands alone
    bool negated = false;
    bool directories_only = false;
    bool anchored = false;  ///< has a `/` that is not at its end: matches from the top only
  };
  std::vector<Pattern> patterns_;
};

}  // namespace mailu_lint
