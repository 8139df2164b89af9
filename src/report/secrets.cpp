#include "report/secrets.hpp"

#include <algorithm>
#include <optional>

#include "mailu/catalog.hpp"
#include "mailu/secret_text.hpp"

namespace mailu_lint {
namespace {

std::size_t indentation(std::string_view line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

/// How far up to look for what a line belongs to.
constexpr std::uint32_t furthest = 200;

bool is_item(std::string_view line) {
  return line.substr(indentation(line), 2) == "- ";
}

/// The line of a value that stands below its key.
bool is_plain_text(std::string_view line) {
  return !next_assignment(line, indentation(line));
}

/// A line may be the inside of a value that began further up: a block scalar or a quoted text over several lines.
bool inside_secret(const SourceFile& file, std::uint32_t number) {
  const std::size_t own = indentation(file.line(number));
  for (std::uint32_t above = number; above-- > 1 && number - above <= furthest;) {
    const std::string_view line = file.line(above);
    if (indentation(line) == line.size()) continue;
    const auto found = next_assignment(line, 0);
    if (indentation(line) < own) {  // the parent in YAML
      return found && is_secret(found->name) && (found->value < line.size() || is_plain_text(file.line(number)));
    }
    if (own != 0 || !found || found->value >= line.size()) continue;
    const char quote = line[found->value];
    const bool open = (quote == '"' || quote == '\'') && line.find(quote, found->value + 1) == std::string_view::npos;
    if (open) return is_secret(found->name);  // an env file
  }
  return false;
}

/// `DB_PW hunter2`: an assignment whose sign was forgotten. Only in files: in prose the words after the name say more.
std::optional<HiddenRange> broken_assignment(std::string_view line) {
  constexpr std::string_view before = " \t-\"'#";
  std::size_t begin = std::min(line.find_first_not_of(before), line.size());
  if (line.substr(begin).starts_with("export ")) begin += std::string_view("export ").size();
  const std::size_t end = std::min(line.find_first_of(" \t\"'", begin), line.size());
  const std::size_t value = line.find_first_not_of(" \t\"'", end);
  if (value == std::string_view::npos || !is_secret(line.substr(begin, end - begin))) return std::nullopt;
  return HiddenRange{value, line.size()};
}

/// An item that is the value of an option: `- hunter2` below `- --requirepass`.
bool is_secret_item(const SourceFile& file, std::uint32_t number) {
  const std::size_t own = indentation(file.line(number));
  const auto belongs = [&](std::uint32_t line) {
    return is_item(file.line(line)) && indentation(file.line(line)) == own;
  };
  if (!belongs(number)) return false;
  std::uint32_t first = number;
  while (first > 1 && number - first < furthest && belongs(first - 1)) --first;
  CommandWords words;
  const auto word = [&](std::uint32_t line) {
    std::string_view text = file.line(line).substr(own + 2);
    text.remove_prefix(std::min(text.find_first_not_of(" \"'"), text.size()));
    return text.substr(0, text.find_last_not_of(" \"'") + 1);
  };
  for (std::uint32_t line = first; line < number; ++line) words.is_secret(word(line));
  return words.is_secret(word(number));
}

std::vector<HiddenRange> find_hidden(const SourceFile& file, std::uint32_t number) {
  const std::string_view line = file.line(number);
  if (inside_secret(file, number) || is_secret_item(file, number)) return {{indentation(line), line.size()}};
  auto ranges = secrets_in(line);
  if (!ranges.empty()) return ranges;
  if (const auto range = broken_assignment(line)) return {*range};
  return {};
}

}  // namespace

const std::vector<HiddenRange>& SecretMask::hidden(const SourceFile& file, std::uint32_t line) {
  auto& lines = lines_[&file];
  const auto found = lines.find(line);
  if (found != lines.end()) return found->second;
  return lines.emplace(line, find_hidden(file, line)).first->second;
}

std::string masked_text(const SourceFile& file, Span span, SecretMask& mask) {
  const std::string_view text = file.text();
  const auto end = std::min<std::size_t>(span.end, text.size());
  std::string shown;
  std::size_t at = span.begin;
  for (std::uint32_t line = file.position(span.begin).line; at < end && line <= file.line_count(); ++line) {
    const auto begin = static_cast<std::size_t>(file.line(line).data() - text.data());
    for (const HiddenRange& range : mask.hidden(file, line)) {
      const std::size_t from = begin + range.begin;
      const std::size_t until = begin + range.end;
      if (until <= at || from >= end) continue;
      if (from > at) shown += text.substr(at, from - at);
      shown += hidden_text;
      at = std::min(until, end);
    }
    const std::size_t next =
        line == file.line_count() ? text.size() : static_cast<std::size_t>(file.line(line + 1).data() - text.data());
    if (next > at) shown += text.substr(at, std::min(next, end) - at);
    at = std::max(at, std::min(next, end));
  }
  return shown;
}

bool shows_secret(const SourceSet& sources, const Fix& fix, SecretMask& mask) {
  return std::ranges::any_of(fix.edits, [&](const Edit& edit) {
    const SourceFile& file = sources[edit.span.file];
    const std::uint32_t last = file.position(std::max(edit.span.begin, edit.span.end)).line;
    for (std::uint32_t line = file.position(edit.span.begin).line; line <= last; ++line) {
      if (!mask.hidden(file, line).empty()) return true;
    }
    return false;
  });
}

}  // namespace mailu_lint
