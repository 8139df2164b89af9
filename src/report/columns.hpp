// Lines and columns in the unit that a format wants. Inside the program a place is a byte offset; here is the one spot
// where it becomes something else.
#pragma once

#include <cstdint>
#include <unordered_map>

#include <mailu_lint/source.hpp>

namespace mailu_lint {

enum class ColumnUnit : std::uint8_t { byte, code_point, utf16 };

/// Both ends counted from 1; the end is exclusive.
struct Region {
  Position start{};
  Position end{};
};

/// Counts columns. Remembers the last place in each file, so that many questions about one long line cost one walk
/// along it, not one each. A byte order mark is no column: no editor counts it.
class Columns {
 public:
  explicit Columns(ColumnUnit unit) : unit_(unit) {}

  Position position(const SourceFile& file, std::uint32_t offset);
  /// The whole span; it may end on another line.
  Region region(const SourceFile& file, Span span);
  /// The span's part on the line where it starts.
  Region first_line(const SourceFile& file, Span span);

 private:
  struct Place {
    std::uint32_t line = 0;
    std::uint32_t byte_column = 1;
    std::uint32_t column = 1;
  };
  ColumnUnit unit_;
  std::unordered_map<const SourceFile*, Place> last_;
};

/// The span without what lies beyond its first line. Never ends before it begins.
Span cut_to_first_line(const SourceFile& file, Span span);

}  // namespace mailu_lint
