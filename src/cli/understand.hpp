// From the texts of options to what they mean. Knows nothing of how the command line was taken apart.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/disk_reader.hpp"
#include "cli/options.hpp"

namespace mailu_lint {

/// Texts as the parser fills them in; empty: not given.
struct RawInput {
  std::string target{}, deploy_with{}, release{};
  std::int64_t managers = 0;
  std::size_t max_file_size = DiskReader::default_limit;
  bool shell_env = false;
};
struct RawConfiguration {
  std::string config{};
  bool no_config = false, show_config = false, show_files = false;
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
  bool quiet = false, verbose = false, exit_zero = false, stats = false;
};

/// These complete what the parser has filled in already; they throw BadValue.
void understand(const RawInput& raw, Input& input);
void understand(const RawConfiguration& raw, Input& input);
CheckCommand::Answer understand_answer(const RawConfiguration& raw, bool stats);
void understand(const RawRules& raw, Overrides& overrides);
void understand(const RawFixing& raw, Fixing& fixing);
void understand(const RawOutput& raw, CheckCommand& command);
When understand_when(std::string_view option, std::string_view given);

}  // namespace mailu_lint
