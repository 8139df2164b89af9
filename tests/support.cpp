#include "support.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace mailu_lint::test {

std::filesystem::path repository_file(const std::string& path) {
  return std::filesystem::path(MAILU_LINT_SOURCE_DIR) / path;
}

std::optional<std::filesystem::path> shared_folder() {
  const char* chosen = std::getenv("MAILU_LINT_SHARED_DIR");
  const auto folder = chosen ? std::filesystem::path(chosen) : repository_file("../shared");
  if (!std::filesystem::is_directory(folder)) return std::nullopt;
  return folder;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  REQUIRE_MESSAGE(stream, path.string());
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

void check_expected(const std::filesystem::path& path, const std::string& text) {
  if (std::getenv("UPDATE_EXPECTED")) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  REQUIRE_MESSAGE(std::filesystem::exists(path), path.string(), ": run the tests once with UPDATE_EXPECTED=1");
  INFO(path.string(), ": when the new text is right, run the tests with UPDATE_EXPECTED=1");
  CHECK(text == read_file(path));
}

std::variant<std::string, ReadError> MemoryReader::read(const std::string& path) {
  const auto found = files_.find(path);
  if (found == files_.end()) return ReadError::missing;
  return found->second;
}

std::variant<std::string, ReadError> DiskReader::read(const std::string& path) {
  if (std::filesystem::is_directory(path)) return ReadError::directory;
  if (!std::filesystem::exists(path)) return ReadError::missing;
  return read_file(path);
}

}  // namespace mailu_lint::test
