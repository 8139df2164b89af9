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
    if (only_a_variable(line.substr(found->value))) continue;
    return HiddenRange{found->value, line.size()};
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

/// The passwords of `scheme://user:password@host`, whatever characters they have, and users without one: tokens.
void add_url_passwords(std::string_view line, std::vector<HiddenRange>& ranges) {
  for (std::size_t at = line.find("://"); at != std::string_view::npos; at = line.find("://", at)) {
    at += 3;
    const std::size_t end = std::min(line.find_first_of(" \t\"'<>`", at), line.size());
    const std::string_view rest = line.substr(at, end - at);
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
    if (words.is_secret(word) && !only_a_variable(word)) ranges.push_back({at, line.size()});
    at = line.find_first_not_of(between, end);
  }
}

/// Sorted; what lies in another one or follows it without a gap becomes part of it.
void join(std::vector<HiddenRange>& ranges) {
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

std::vector<HiddenRange> secrets_in(std::string_view line) {
  std::vector<HiddenRange> ranges;
  if (const auto range = secret_assignment(line)) ranges.push_back(*range);
  add_url_passwords(line, ranges);
  add_command_words(line, ranges);
  join(ranges);
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
