// Files from the disk, for a program that is pointed at anything: a FIFO must not block it, a device must not feed it
// for ever, and a file that grows while it is read must not fill the memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>

#include <mailu_lint/source.hpp>

namespace mailu_lint {

/// Reads regular files only, each at most `limit` bytes long. Has no state: threads may share one.
class DiskReader final : public FileReader {
 public:
  static constexpr std::uint64_t default_limit = 16ULL * 1024 * 1024;

  explicit DiskReader(std::uint64_t limit = default_limit) : limit_(limit) {}
  std::variant<std::string, ReadError> read(const std::string& path) override;

 private:
  std::uint64_t limit_;
};

/// Everything from a file descriptor that cannot seek (standard input), at most `limit` bytes.
std::variant<std::string, ReadError> read_descriptor(int descriptor, std::uint64_t limit);

/// Some paths have a text that is not on the disk, such as standard input under the name of `--stdin-filename`.
/// The others come from the reader behind it.
class OverlayReader final : public FileReader {
 public:
  OverlayReader(FileReader& behind, std::unordered_map<std::string, std::string> texts)
      : behind_(&behind), texts_(std::move(texts)) {}
  void add(std::string path, std::string text) { texts_.insert_or_assign(std::move(path), std::move(text)); }
  std::variant<std::string, ReadError> read(const std::string& path) override;

 private:
  FileReader* behind_;
  std::unordered_map<std::string, std::string> texts_;
};

}  // namespace mailu_lint
