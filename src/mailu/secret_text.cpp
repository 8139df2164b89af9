#include "mailu/secret_text.hpp"

#include <algorithm>
#include <utility>

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

/// `$NAME` and `${NAME}` show where a secret comes from, not what it is.
bool only_a_variable(std::string_view value) {
  constexpr std::size_t longest = 256;
  if (value.size() > longest) return false;
  while (!value.empty() && (blank(value.back()) || value.back() == '"' || value.back() == '\'')) value.remove_suffix(1);
  while (!value.empty() && (value.front() == '"' || value.front() == '\'')) value.remove_prefix(1);
  if (!value.starts_with('$')) return false;
  value.remove_prefix(1);
  if (value.starts_with('{') && value.ends_with('}')) value = value.substr(1, value.size() - 2);
  return !value.empty() && std::ranges::all_of(value, [](char c) { return name_character(c) && c != '-' && c != '.'; });
}

/// From the value of the first secret on to the end: where it ends depends on who reads the line.
std::optional<HiddenRange> secret_assignment(std::string_view line) {
  for (auto found = next_assignment(line, 0); found; found = next_assignment(line, found->value)) {
    if (found->value >= line.size() || !is_secret(found->name)) continue;
    const auto begin = static_cast<std::size_t>(found->name.data() - line.data());
    if (line.substr(0, begin).ends_with("${") || only_a_variable(line.substr(found->value))) continue;
    return HiddenRange{found->value, line.size()};
  }
  return std::nullopt;
}

/// `${NAME:-default}` and `${NAME:?message}` of a secret: what stands behind the operator.
std::optional<HiddenRange> secret_default(std::string_view line) {
  for (std::size_t at = line.find("${"); at != std::string_view::npos; at = line.find("${", at)) {
    at += 2;
    const std::size_t end = line.find_first_of(":-?+}", at);
    if (end == std::string_view::npos) return std::nullopt;
    const std::size_t text = line.find_first_not_of(":-?+", end);
    if (text == std::string_view::npos) return std::nullopt;
    if (line[text] == '}' || line.substr(text).starts_with("…}")) continue;  // none, and what a help writes for one
    if (is_secret(line.substr(at, end - at))) return HiddenRange{text, line.size()};
  }
  return std::nullopt;
}

/// Where the host begins behind `scheme://`, just after the `@`: 0 without user and password.
std::size_t host_in(std::string_view rest) {
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  const std::size_t at = rest.substr(0, slash).rfind('@');
  if (at != std::string_view::npos) return at + 1;
  // A password with a slash in it, unless what stands before the slash is a port.
  const std::size_t colon = rest.find(':');
  if (colon >= slash || rest.substr(0, slash).find_first_not_of("0123456789", colon + 1) == std::string_view::npos) {
    return 0;
  }
  return rest.rfind('@') + 1;
}

/// The passwords of `scheme://user:password@host` and `//user:password@host`, whatever characters they have, and users
/// without one: tokens.
void add_url_passwords(std::string_view line, std::vector<HiddenRange>& ranges) {
  for (std::size_t at = line.find("//"); at != std::string_view::npos; at = line.find("//", at)) {
    at += 2;
    constexpr std::size_t longest = 512;
    std::string_view rest = line.substr(at, longest);
    rest = rest.substr(0, rest.find_first_of(" \t\"'<>`"));
    const std::size_t host = host_in(rest);
    if (host == 0) continue;
    const std::string_view user = rest.substr(0, host - 1);
    const std::size_t password = user.find(':') + 1;  // 0: no colon
    if (password < user.size() && !only_a_variable(user.substr(password))) {
      ranges.push_back({at + password, at + user.size()});
    }
    at += host;
  }
}

void add_command_words(std::string_view line, std::vector<HiddenRange>& ranges) {
  constexpr std::string_view between = " \t,[]\"'";
  CommandWords words;
  for (std::size_t at = line.find_first_not_of(between); at != std::string_view::npos;) {
    const std::size_t end = std::min(line.find_first_of(between, at), line.size());
    const std::string_view word = line.substr(at, end - at);
    if (words.is_secret(word) && !only_a_variable(word)) return ranges.push_back({at, line.size()});
    at = line.find_first_not_of(between, end);
  }
}

/// `DB_PW hunter2`: an assignment whose sign was forgotten. Only in files: prose says other things behind a name.
std::optional<HiddenRange> broken_assignment(std::string_view line) {
  constexpr std::string_view before = " \t-\"'#";
  std::size_t begin = std::min(line.find_first_not_of(before), line.size());
  if (line.substr(begin).starts_with("export ")) begin += std::string_view("export ").size();
  const std::size_t end = std::min(line.find_first_of(" \t\"'", begin), line.size());
  const std::size_t value = line.find_first_not_of(" \t\"'", end);
  if (value == std::string_view::npos || !is_secret(line.substr(begin, end - begin))) return std::nullopt;
  return HiddenRange{value, line.size()};
}

}  // namespace

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

void join_ranges(std::vector<HiddenRange>& ranges) {
  std::ranges::sort(ranges, {}, &HiddenRange::begin);
  std::vector<HiddenRange> joined;
  for (const HiddenRange& range : ranges) {
    if (!joined.empty() && range.begin <= joined.back().end) {
      joined.back().end = std::max(joined.back().end, range.end);
    } else {
      joined.push_back(range);
    }
  }
  ranges = std::move(joined);
}

std::vector<HiddenRange> secrets_in(std::string_view line) {
  std::vector<HiddenRange> ranges;
  if (const auto range = secret_assignment(line)) ranges.push_back(*range);
  if (const auto range = secret_default(line)) ranges.push_back(*range);
  add_url_passwords(line, ranges);
  add_command_words(line, ranges);
  join_ranges(ranges);
  return ranges;
}

std::vector<HiddenRange> secrets_in_file_line(std::string_view line) {
  auto ranges = secrets_in(line);
  if (ranges.empty()) {
    if (const auto range = broken_assignment(line)) ranges.push_back(*range);
  }
  return ranges;
}

bool CommandWords::is_secret(std::string_view word) {
  struct Program {
    std::string_view name{};
    std::string_view option{};
  };
  static constexpr Program programs[] = {{"redis-cli", "-a"}, {"mysql", "-p"}, {"mariadb", "-p"}, {"curl", "-u"}};
  if (std::exchange(value_expected_, false)) return true;
  const bool has_option = !short_option_.empty() && word.starts_with(short_option_);
  if (has_option && word.size() > short_option_.size()) return true;  // -ppassword
  const bool names_secret = word.starts_with("--") && word.find_first_of("=:") == std::string_view::npos &&
                            mailu_lint::is_secret(word.substr(2));
  value_expected_ = names_secret || (has_option && short_option_ != "-p");
  for (const Program& program : programs) {
    if (word.find(program.name) != std::string_view::npos) short_option_ = program.option;
  }
  return false;
}

}  // namespace mailu_lint
