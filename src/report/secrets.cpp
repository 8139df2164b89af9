#include "report/secrets.hpp"

#include <algorithm>
#include <optional>

#include "mailu/catalog.hpp"

namespace mailu_lint {
namespace {

bool name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

bool blank(char c) {
  return c == ' ' || c == '\t';
}

std::size_t skip_blanks(std::string_view line, std::size_t at) {
  while (at < line.size() && blank(line[at])) ++at;
  return at;
}

/// `NAME=value` or `name: value` in a line.
struct Assignment {
  std::string_view name{};
  std::size_t value = 0;  ///< offset of the value, which reaches to the end of the line at most
};

/// The next assignment that begins at or after `at`.
std::optional<Assignment> next_assignment(std::string_view line, std::size_t at) {
  while (at < line.size()) {
    if (!name_character(line[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < line.size() && name_character(line[at])) ++at;
    const std::string_view name = line.substr(begin, at - begin);
    std::size_t separator = at;
    if (separator < line.size() && (line[separator] == '"' || line[separator] == '\'')) ++separator;
    separator = skip_blanks(line, separator);
    if (separator < line.size() && (line[separator] == '=' || line[separator] == ':')) {
      return Assignment{name, skip_blanks(line, separator + 1)};
    }
  }
  return std::nullopt;
}

/// `$NAME` and `${NAME}` show where a secret comes from, not what it is.
bool only_a_variable(std::string_view value) {
  while (!value.empty() && (blank(value.back()) || value.back() == '"' || value.back() == '\'')) value.remove_suffix(1);
  while (!value.empty() && (value.front() == '"' || value.front() == '\'')) value.remove_prefix(1);
  if (!value.starts_with('$')) return false;
  value.remove_prefix(1);
  if (value.starts_with('{') && value.ends_with('}')) value = value.substr(1, value.size() - 2);
  return !value.empty() && std::ranges::all_of(value, [](char c) { return name_character(c) && c != '-' && c != '.'; });
}

std::optional<HiddenRange> secret_assignment(std::string_view line) {
  for (auto found = next_assignment(line, 0); found; found = next_assignment(line, found->value)) {
    if (found->value >= line.size() || !is_secret(found->name)) continue;
    if (only_a_variable(line.substr(found->value))) continue;
    return HiddenRange{found->value, line.size()};
  }
  return std::nullopt;
}

/// The passwords of `scheme://user:password@host`.
void add_url_passwords(std::string_view line, std::vector<HiddenRange>& ranges) {
  for (std::size_t at = line.find("://"); at != std::string_view::npos; at = line.find("://", at)) {
    at += 3;
    const std::size_t end = line.find_first_of("/ \t\"'", at);
    const std::string_view authority = line.substr(at, end == std::string_view::npos ? end : end - at);
    const std::size_t host = authority.rfind('@');
    const std::size_t colon = authority.find(':');
    if (host != std::string_view::npos && colon < host) ranges.push_back({at + colon + 1, at + host});
  }
}

std::size_t indentation(std::string_view line) {
  return skip_blanks(line, 0);
}

/// Neither a key nor an item: the line of a value that stands below its key.
bool is_plain_text(std::string_view line) {
  const std::size_t begin = indentation(line);
  return !next_assignment(line, begin) && line.substr(begin, 2) != "- ";
}

/// A line may be the inside of a value that began further up: a block scalar or a quoted text over several lines.
bool inside_secret(const SourceFile& file, std::uint32_t number) {
  constexpr std::uint32_t furthest = 200;
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

std::vector<HiddenRange> find_hidden(const SourceFile& file, std::uint32_t number) {
  const std::string_view line = file.line(number);
  if (inside_secret(file, number)) return {{indentation(line), line.size()}};
  if (const auto range = secret_assignment(line)) return {*range};
  std::vector<HiddenRange> ranges;
  add_url_passwords(line, ranges);
  return ranges;
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
