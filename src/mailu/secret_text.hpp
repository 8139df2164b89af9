// Where secrets stand in a line: of a file, which may not even parse, or of a value. Hides too much rather than too
// little.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace mailu_lint {

/// Offsets in a line.
struct HiddenRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// `NAME=value` or `name: value` in a line.
struct Assignment {
  std::string_view name{};
  std::size_t value = 0;  ///< offset of the value, which reaches to the end of the line at most
};
/// The next assignment that begins at or after `at`.
std::optional<Assignment> next_assignment(std::string_view line, std::size_t at);

/// Sorts; ranges that overlap or touch become one.
void join_ranges(std::vector<HiddenRange>& ranges);

/// Values of settings that sound like a secret, passwords in URLs, values of options like `--requirepass`: sorted, and
/// apart from each other. `NAME=${VARIABLE}` only says where the secret comes from.
std::vector<HiddenRange> secrets_in(std::string_view line);

/// The same for a line of a file, which may lack the sign between name and value: `DB_PW hunter2`.
std::vector<HiddenRange> secrets_in_file_line(std::string_view line);

/// The words of a command, told one after the other. Some are secrets: what follows `--requirepass`, `-a` of redis-cli.
class CommandWords {
 public:
  bool is_secret(std::string_view word);

 private:
  std::string_view short_option_{};  ///< of the program that is called
  bool value_expected_ = false;
};

}  // namespace mailu_lint
