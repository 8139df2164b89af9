#include "lsp/suppress_comment.hpp"

#include <algorithm>

namespace mailu_lint::lsp {
namespace {

/// The line ending behind a line; of the last line that of the one before.
std::string_view ending_of(const SourceFile& file, std::uint32_t line) {
  if (line == file.line_count() && line > 1) --line;
  const std::string_view text = file.line(line);
  const auto end = static_cast<std::size_t>(text.data() - file.text().data()) + text.size();
  const std::string_view rest = file.text().substr(end);
  if (rest.starts_with("\r\n")) return "\r\n";
  return rest.starts_with('\r') ? "\r" : "\n";
}

}  // namespace

SuppressComment suppress_comment(const SourceFile& file, std::uint32_t begin, std::string_view rule) {
  const std::uint32_t number = file.position(begin).line;
  const std::string_view line = file.line(number);
  SuppressComment comment{.offset = static_cast<std::size_t>(line.data() - file.text().data())};
  comment.text = line.substr(0, std::min(line.find_first_not_of(" \t"), line.size()));
  comment.text += "# mailu-lint: ignore[";
  comment.rule_offset = comment.offset + comment.text.size();
  comment.text.append(rule).append("] TODO: say why this is harmless here").append(ending_of(file, number));
  return comment;
}

bool hides_something(const Run& run, const std::string& path, const SuppressComment& comment) {
  return std::ranges::any_of(run.deployments, [&](const Checked& checked) {
    return std::ranges::any_of(checked.report.suppressed, [&](const Suppressed& one) {
      return one.comment.begin == comment.rule_offset && (*checked.sources)[one.comment.file].path() == path;
    });
  });
}

}  // namespace mailu_lint::lsp
