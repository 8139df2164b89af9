// Random interpolation expressions and env files over small alphabets, where every text has a fair chance to mean
// something. The same seed gives the same cases everywhere: no distribution of the standard library, whose results
// differ between implementations.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace mailu_lint::differential {

struct Case {
  enum class Kind : std::uint8_t { expression, env_file };
  Kind kind{};
  std::string text{};
};

/// The environment that every case sees.
const std::vector<std::pair<std::string, std::string>>& shell();

std::vector<Case> random_expressions(std::size_t count, std::uint32_t seed);
std::vector<Case> random_env_files(std::size_t count, std::uint32_t seed);

}  // namespace mailu_lint::differential
