// What a finding is known by from one run to the next: rule, file, path of keys and evidence. Never the line or the
// prose, so that it survives moved lines and reworded messages.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include <mailu_lint/finding.hpp>

namespace mailu_lint {

/// The key under which fingerprints are published (SARIF, baseline). A change of what goes in changes the number.
inline constexpr std::string_view fingerprint_key = "mailuLint/v1";

/// Makes fingerprints that differ within one report: of findings that are the same in every part, the second one gets
/// `-2` and so on.
class Fingerprints {
 public:
  /// `path` is the file's, relative to the repository. 16 hexadecimal digits.
  std::string of(const Finding& finding, std::string_view path);

 private:
  std::unordered_map<std::string, std::size_t> seen_;
};

}  // namespace mailu_lint
