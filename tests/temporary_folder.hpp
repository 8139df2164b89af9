// A folder that is gone after the test.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace mailu_lint::test {

class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
  /// Writes a file, with the folders above it.
  void write(const std::string& name, std::string_view text) const;

 private:
  std::filesystem::path path_;
};

/// Makes a folder the current directory until the end of the scope.
class CurrentDirectory {
 public:
  explicit CurrentDirectory(const std::filesystem::path& path);
  ~CurrentDirectory();
  CurrentDirectory(const CurrentDirectory&) = delete;
  CurrentDirectory& operator=(const CurrentDirectory&) = delete;

 private:
  std::filesystem::path before_ = std::filesystem::current_path();
};

}  // namespace mailu_lint::test
