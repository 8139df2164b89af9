// Files to measure with: the same bytes at each run.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>
#include <vector>

namespace mailu_lint::benchmark {

/// docker-compose.yml and mailu.env of ten services, like the setup wizard's.
void write_deployment(const std::filesystem::path& folder);
/// docker-stack.yml of so many services that share one env file.
void write_stack(const std::filesystem::path& folder, std::size_t services);
/// A compose file of at least so many bytes.
void write_large_file(const std::filesystem::path& folder, std::size_t bytes);

/// A deployment with `size` of something.
struct Family {
  std::string_view what{};
  std::size_t smallest = 0;  ///< measured at this size, and at two, four and eight times of it
  void (*write)(const std::filesystem::path& folder, std::size_t size) = nullptr;
};
const std::vector<Family>& families();

}  // namespace mailu_lint::benchmark
