#include "temporary_folder.hpp"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <fstream>
#include <system_error>

namespace mailu_lint::test {

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "mailu-lint-XXXXXX").string();
  REQUIRE(::mkdtemp(name.data()) != nullptr);
  path_ = std::filesystem::canonical(name);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void TemporaryFolder::write(const std::string& name, std::string_view text) const {
  std::filesystem::create_directories((path_ / name).parent_path());
  std::ofstream stream(path_ / name, std::ios::binary);
  stream << text;
  REQUIRE(stream.good());
}

CurrentDirectory::CurrentDirectory(const std::filesystem::path& path) {
  std::filesystem::current_path(path);
}

CurrentDirectory::~CurrentDirectory() {
  std::error_code ignored;
  std::filesystem::current_path(before_, ignored);
}

}  // namespace mailu_lint::test
