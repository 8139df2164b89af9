// What several tests need: files of the repository and of the data folder beside it, sources from memory, and expected
// output that `UPDATE_EXPECTED=1` rewrites.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include <mailu_lint/source.hpp>

namespace mailu_lint::test {

/// A file of the repository, by its path from the top.
std::filesystem::path repository_file(const std::string& path);
/// The data folder: $MAILU_LINT_SHARED_DIR, else `../shared` beside the repository. Nothing when it is not there: the
/// test then says so with MESSAGE and returns.
std::optional<std::filesystem::path> shared_folder();

/// The bytes of a file that must exist.
std::string read_file(const std::filesystem::path& path);
/// Compares `text` with the file, or writes it there when UPDATE_EXPECTED is set.
void check_expected(const std::filesystem::path& path, const std::string& text);

/// Files from memory, by path.
class MemoryReader : public FileReader {
 public:
  MemoryReader(std::initializer_list<std::pair<const std::string, std::string>> files) : files_(files) {}
  std::variant<std::string, ReadError> read(const std::string& path) override;
  void add(std::string path, std::string text) { files_.insert_or_assign(std::move(path), std::move(text)); }

 private:
  std::map<std::string, std::string> files_;
};

/// Files from the disk, for tests over the data folder.
class DiskReader : public FileReader {
 public:
  std::variant<std::string, ReadError> read(const std::string& path) override;
};

}  // namespace mailu_lint::test
