// From the texts of options to what they mean. Knows nothing of how the command line was taken apart.
#pragma once

#include <array>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/disk_reader.hpp"
#include "cli/options.hpp"

namespace mailu_lint {

/// A value that is not one of those an option takes. The text is for the user.
struct BadValue : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Texts as the parser fills them in; empty: not given.
struct RawInput {
  std::string target{}, deploy_with{}, release{};
  std::int64_t managers = 0;
  std::size_t max_file_size = DiskReader::default_limit;
  bool shell_env = false;
};
struct RawRules {
  std::vector<std::string> select{}, ignore{}, severities{};
  bool no_suppressions = false;
};
struct RawFixing {
  bool fix = false, unsafe_fixes = false, diff = false;
};
struct RawOutput {
  std::string format{}, fail_on{}, color{}, hyperlinks{};
  std::vector<std::string> outputs{};
  unsigned jobs = 0;
  bool quiet = false, verbose = false, exit_zero = false;
};

/// These complete what the parser has filled in already; they throw BadValue.
void understand(const RawInput& raw, Input& input);
void understand(const RawRules& raw, Options& lint);
void understand(const RawFixing& raw, Fixing& fixing);
void understand(const RawOutput& raw, CheckCommand& command);
When understand_when(std::string_view option, std::string_view given);
RuleId understand_rule(std::string_view option, std::string_view given);

/// "--format: unknown value `jsn`; did you mean `json`?"
[[noreturn]] void reject(std::string_view option, std::string_view given, const std::vector<std::string_view>& known);

template <class T>
using Choice = std::pair<std::string_view, T>;

template <class T, std::size_t size>
T choose(std::string_view option, std::string_view given, const std::array<Choice<T>, size>& choices) {
  std::vector<std::string_view> names;
  for (const auto& [name, value] : choices) {
    if (name == given) return value;
    names.push_back(name);
  }
  reject(option, given, names);
}

}  // namespace mailu_lint
