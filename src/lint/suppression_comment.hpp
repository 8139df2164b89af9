// One comment that asks to be quiet: `# mailu-lint: ignore[rule-name, …] until=YYYY-MM-DD reason`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <mailu_lint/finding.hpp>
#include <mailu_lint/source.hpp>

namespace mailu_lint {

struct SuppressionComment {
  struct NamedRule {
    std::string name{};
    Span span{};
  };
  /// Why the comment cannot be used, and what to write instead.
  struct Mistake {
    Span span{};
    std::string message{};
    std::string help{};
  };

  Span span{};  ///< the comment, from `#` to the end of the line
  std::vector<NamedRule> rules{};
  std::string until{};  ///< the last day it counts, YYYY-MM-DD; empty: for ever
  Span until_span{};
  std::string reason{};
  std::optional<Mistake> mistake{};
};

/// A file without this holds no such comment.
inline constexpr std::string_view suppression_marker = "mailu-lint:";

/// Nothing when the comment says something else, be it about mailu-lint.
std::optional<SuppressionComment> read_suppression(const SourceFile& source, Span comment);

}  // namespace mailu_lint
