// Source text and places in it. A place is a byte range in a file; lines and columns exist only for readers, so only
// reporters ask for them.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

namespace mailu_lint {

/// Index of a file in its SourceSet.
enum class FileId : std::uint32_t {};

/// Half-open byte range [begin, end) in one file. `begin == end` marks a point, such as an absent value.
///
/// Text that counts somewhere else, because an alias (`*name`) or a merge key (`<<: *name`) brings it there, knows that
/// alias, which is in the same file: the outermost one, which stands where the reader of a service sees it.
struct Span {
  FileId file{};
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t alias_begin = 0;
  std::uint32_t alias_end = 0;  ///< 0: no alias

  bool aliased() const { return alias_end != 0; }
  /// Where the text is written, whoever uses it.
  Span written() const { return {file, begin, end}; }
  /// Where it is used: the alias, or the text itself.
  Span use() const { return aliased() ? Span{file, alias_begin, alias_end} : *this; }
  /// Another range of bytes that came the same way.
  Span part(std::uint32_t first, std::uint32_t last) const { return {file, first, last, alias_begin, alias_end}; }

  friend bool operator==(const Span&, const Span&) = default;
  friend auto operator<=>(const Span&, const Span&) = default;
};

/// Line and column, both counted from 1; the column counts bytes. Reporters convert to what their format wants.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;

  friend bool operator==(const Position&, const Position&) = default;
};

/// One file as it stands on disk: the path as it is shown to the user, and the bytes, unchanged.
class SourceFile {
 public:
  SourceFile(std::string path, std::string text);

  const std::string& path() const { return path_; }
  std::string_view text() const { return text_; }
  /// The bytes of [begin, end), cut to the file.
  std::string_view text(Span span) const;
  /// Offsets past the end are taken as the end. Lines end at LF, CRLF or a lone CR.
  Position position(std::uint32_t offset) const;
  /// The bytes of a line, counted from 1, without its line ending.
  std::string_view line(std::uint32_t number) const;
  std::uint32_t line_count() const;

 private:
  const std::vector<std::uint32_t>& line_starts() const;

  std::string path_;
  std::string text_;
  mutable std::vector<std::uint32_t> line_starts_;  // built at the first question: clean files are never asked
};

/// Why a file could not be read.
enum class ReadError : std::uint8_t { missing, directory, not_regular, permission, too_large, io };
/// "no such file", "permission denied", …: the end of a sentence that begins with the path.
std::string_view to_string(ReadError error);

/// The one way to bytes outside the process. Tests fill it from memory; `main` gives the disk.
class FileReader {
 public:
  virtual ~FileReader() = default;
  virtual std::variant<std::string, ReadError> read(const std::string& path) = 0;
};

/// The files of one deployment, each read once. Addresses of SourceFiles stay valid as long as the set.
class SourceSet {
 public:
  explicit SourceSet(FileReader& reader) : reader_(&reader) {}

  /// Reads `path` through the reader, or gives the file that was read from it before. `path` is shown to the user.
  std::variant<FileId, ReadError> open(const std::string& path);
  /// Adds text that has no file of its own (standard input, a value given on the command line).
  FileId add(std::string path, std::string text);
  /// The file came through the reader, not from add().
  bool was_read(FileId id) const { return read_[static_cast<std::size_t>(id)]; }

  const SourceFile& operator[](FileId id) const { return files_[static_cast<std::size_t>(id)]; }
  std::string_view text(Span span) const { return (*this)[span.file].text(span); }
  std::size_t size() const { return files_.size(); }

 private:
  FileReader* reader_;
  std::deque<SourceFile> files_;
  std::vector<bool> read_;
  std::unordered_map<std::string, std::variant<FileId, ReadError>> opened_;
};

}  // namespace mailu_lint
