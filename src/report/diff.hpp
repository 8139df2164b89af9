// What fixes would change, as a unified diff that `git apply` and `patch -p1` take.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <mailu_lint/source.hpp>

namespace mailu_lint {

struct Diff {
  std::string text{};
  /// A secret stood so close to a change that its line had to be printed, masked: the diff can be read, but not
  /// applied.
  bool masked = false;
};

/// Secrets that their lines do not show to be some.
struct KnownSecrets {
  std::vector<Span> before{};
  std::vector<Span> after{};
};

/// Empty when the texts are equal. `path` is shown as git shows it: after `a/` and `b/`, quoted where it has to be.
Diff unified_diff(std::string_view path, const std::string& before, const std::string& after,
                  const KnownSecrets& known = {});

}  // namespace mailu_lint
