// The files that are open in the editor: their text counts, not what is on the disk.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <mailu_lint/source.hpp>

#include "lsp/positions.hpp"
#include "lsp/protocol.hpp"

namespace mailu_lint::lsp {

struct Buffer {
  std::string uri{};   ///< as the client spells it
  std::string path{};  ///< absolute
  std::int64_t version = 0;
  std::string text{};
};

/// Open files by any name of theirs; all others from the reader behind.
class Buffers final : public FileReader {
 public:
  /// A text that is longer than `limit` bytes cannot be read, as it could not from the disk.
  Buffers(FileReader& behind, std::uint64_t limit) : behind_(&behind), limit_(limit) {}

  /// False when the URI is no file's.
  bool open(DidOpen message);
  bool change(const DidChange& message, ColumnUnit unit);
  bool close(const std::string& uri);

  const Buffer* find_path(const std::string& path) const;
  std::vector<const Buffer*> all() const;

  std::variant<std::string, ReadError> read(const std::string& path) override;

 private:
  FileReader* behind_;
  std::uint64_t limit_;
  std::map<std::string, Buffer> by_canonical_path_;
  std::map<std::string, std::string> canonical_paths_;  // by URI
};

}  // namespace mailu_lint::lsp
