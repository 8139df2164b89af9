// How reports name files to other programs: relative to the repository, never absolute, never through `..`.
#pragma once

#include <string>
#include <string_view>

#include <mailu_lint/report.hpp>

namespace mailu_lint {

class ReportPaths {
 public:
  ReportPaths(const Run& run, const ReportOptions& options);

  /// Relative to the repository's root; to the working directory outside of repositories. Where a file of the run lies
  /// outside of that, to the nearest directory that holds them all.
  std::string relative(const std::string& shown) const;
  /// The same as a URI reference (RFC 3986).
  std::string uri(const std::string& shown) const;

 private:
  std::string absolute(const std::string& shown) const;
  std::string working_directory_;
  std::string base_;
};

/// Every byte that is no letter, digit, `-`, `.`, `_`, `~` or `/` as `%XX`.
std::string percent_encode(std::string_view path);

}  // namespace mailu_lint
