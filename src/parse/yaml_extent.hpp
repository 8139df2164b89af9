// Where things end. yaml-cpp tells where a scalar begins, never where it ends, and gives its value with quotes, escapes
// and folding resolved; the end is found here, in the text, from the beginning and the value. All offsets are into the
// same text; every function is linear in what it passes over and stays inside the text.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mailu_lint::yaml {

using Offset = std::uint32_t;

bool is_blank(char c);     ///< space or tab
bool is_line_end(char c);  ///< CR or LF
bool ends_word(char c);    ///< blank, line end or end of the text
bool is_flow_indicator(char c);
char at(std::string_view text, Offset offset);  ///< '\0' past the end

Offset skip_blanks(std::string_view text, Offset from);
/// The end of the line that `from` is in, before its line ending.
Offset line_end(std::string_view text, Offset from);
/// Past blanks, line ends and comments. A `#` right at `from` opens a comment only after a blank or line end.
Offset skip_gap(std::string_view text, Offset from);

/// Behind `&name` or `*name`.
Offset name_end(std::string_view text, Offset sigil);
/// Behind `!tag` or `!<tag>`.
Offset tag_end(std::string_view text, Offset mark);

/// Behind the closing quote of the quoted scalar that begins at `quote`; nothing when there is none.
std::optional<Offset> quoted_end(std::string_view text, Offset quote);
/// The end of a plain scalar of that value.
Offset plain_end(std::string_view text, Offset begin, std::string_view value);
/// The end of a block scalar's last line that is not blank; the end of its header when all are. `indicator` is the
/// offset of its `|` or `>`.
Offset block_scalar_end(std::string_view text, Offset indicator, std::string_view value);

/// True when a `:` that makes a key of what ends at `end` follows on the same line.
bool colon_follows(std::string_view text, Offset end);

}  // namespace mailu_lint::yaml
