// What a run of a program costs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace mailu_lint::benchmark {

struct Cost {
  double wall = 0;  ///< seconds
  double cpu = 0;   ///< seconds, user and system
  long peak = 0;    ///< KiB in memory at most
};

using Command = std::vector<std::string>;

/// Runs it in that folder without input and output; the smallest of `times` runs, each figure for itself.
Cost measure(const Command& command, const std::filesystem::path& folder, int times);

/// The instructions of one run, counted by callgrind; nothing where valgrind is not installed.
std::optional<std::uint64_t> count_instructions(const Command& command, const std::filesystem::path& folder);

/// Is there such a program in $PATH?
bool installed(const std::string& program);

}  // namespace mailu_lint::benchmark
