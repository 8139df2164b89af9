// What fixes would change, as a unified diff that `git apply` and `patch -p1` take.
#pragma once

#include <string>
#include <string_view>

namespace mailu_lint {

struct Diff {
  std::string text{};
  /// A secret stood so close to a change that its line had to be printed, masked: the diff can be read, but not
  /// applied.
  bool masked = false;
};

/// Empty when the texts are equal. `path` is shown as git shows it: after `a/` and `b/`, quoted where it has to be.
Diff unified_diff(std::string_view path, const std::string& before, const std::string& after);

}  // namespace mailu_lint
