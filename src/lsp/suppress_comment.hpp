// A comment above a line that suppresses what a rule finds there (docs/suppressions.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <mailu_lint/report.hpp>

namespace mailu_lint::lsp {

struct SuppressComment {
  std::size_t offset = 0;       ///< the start of a line
  std::string text{};           ///< a whole line, indented as the one below it
  std::size_t rule_offset = 0;  ///< where the rule's name is, once the text is in
};

/// For a finding that begins at `begin`. The reason is left to be written, and says so.
SuppressComment suppress_comment(const SourceFile& file, std::uint32_t begin, std::string_view rule);

/// Whether the comment hides a finding of this run, in which it has been put in.
bool hides_something(const Run& run, const std::string& path, const SuppressComment& comment);

}  // namespace mailu_lint::lsp
