// The user's patterns of host paths that are network storage. The only home of RE2: patterns come from a configuration
// file, so they must not be able to hang us.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mailu_lint {

class PathPatterns {
 public:
  /// Patterns that are not valid are left out: problem() is for whoever reads them.
  explicit PathPatterns(const std::vector<std::string>& patterns);
  ~PathPatterns();
  PathPatterns(const PathPatterns&) = delete;
  PathPatterns& operator=(const PathPatterns&) = delete;

  /// The pattern that is found in the path, or nothing. A pattern that is to fit the whole path says so: `^/nas(/|$)`.
  std::optional<std::string_view> match(std::string_view path) const;

  /// What is wrong with a pattern, in RE2's words; nothing when it is fine.
  static std::optional<std::string> problem(const std::string& pattern);

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;  // nothing without patterns: RE2 costs nothing then
};

}  // namespace mailu_lint
