// The bytes of a YAML file, before any parser sees them. yaml-cpp takes what docker refuses: UTF-16, invalid UTF-8,
// control characters, a lone CR that is no line break to it. Everything behind this step is clean UTF-8. (A byte order
// mark inside the file is text to both.)
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mailu_lint::yaml {

enum class ByteFault : std::uint8_t { utf16, nul, control, invalid_utf8 };

struct ByteProblem {
  ByteFault fault{};
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  /// How many more bytes of the file are wrong.
  std::uint32_t others = 0;
};

struct CheckedBytes {
  std::uint32_t start = 0;  ///< 3 behind a byte order mark, else 0
  /// The text to parse when it is not the source itself: of the same length, so that offsets stay. Lone CRs are line
  /// feeds, wrong bytes are underscores, which mean nothing to YAML.
  std::optional<std::string> rewritten{};
  std::optional<ByteProblem> problem{};  ///< the first one
  bool is_text = true;                   ///< false: UTF-16 or binary, nothing to parse
};

CheckedBytes check_bytes(std::string_view source);

}  // namespace mailu_lint::yaml
