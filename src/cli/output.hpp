// Writing what the program has to say: completely, or with an error that the exit status shows. C++ streams were
// rejected: a full disk is noticed there only by those who ask at the right moment.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mailu_lint {

/// Writes all of `text`. Gives the reason when it could not.
std::optional<std::string> write_descriptor(int descriptor, std::string_view text);

/// Writes a file whole or not at all: a temporary file beside it is renamed over it. What is no regular file
/// (`/dev/stdout`, a FIFO) is written directly. An existing file keeps its mode and owner. Gives the reason when it
/// could not.
std::optional<std::string> write_file(const std::string& path, std::string_view text);

/// Tells standard error what could not be done. Names of files in it may hold what a terminal would obey.
void complain(std::string_view problem);

}  // namespace mailu_lint
