#include "parse/env_comments.hpp"

#include <algorithm>
#include <string_view>

#include <mailu_lint/finding.hpp>

namespace mailu_lint {
namespace {

/// Adds the comments of [begin, end), where no name and no value stands. `first` is the first byte of the file.
void add_gap(FileId file, std::string_view text, std::size_t first, std::size_t begin, std::size_t end,
             std::vector<Span>& comments) {
  text = text.substr(0, end);
  for (std::size_t hash = text.find('#', begin); hash < end; hash = text.find('#', begin)) {
    begin = hash + 1;
    if (hash > first && std::string_view(" \t\r\n").find(text[hash - 1]) == std::string_view::npos) continue;
    begin = std::min(text.find_first_of("\r\n", hash), end);
    comments.push_back({file, static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(begin)});
  }
}

}  // namespace

std::vector<Span> env_comments(FileId file, const SourceFile& source, EnvGrammar grammar) {
  const Variables none;
  Findings thrown_away;
  const EnvFileContent content = parse_dotenv(file, source, grammar, none, none, thrown_away);
  const std::string_view text = source.text();
  const std::size_t first = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  std::vector<Span> comments;
  std::size_t gap = first;
  for (const EnvEntry& entry : content.entries) {
    if (entry.name_span.begin > gap) add_gap(file, text, first, gap, entry.name_span.begin, comments);
    gap = std::max<std::size_t>({gap, entry.name_span.end, entry.value.span().end});
  }
  add_gap(file, text, first, gap, text.size(), comments);
  return comments;
}

}  // namespace mailu_lint
