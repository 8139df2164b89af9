// The short way through YAML against yaml-cpp.
#pragma once

#include <string>

namespace mailu_lint::test {

/// Whether the short way reads the text to its end.
bool takes(const std::string& text);

/// What differs between the two ways, node by node and byte by byte; empty when nothing does.
std::string difference(const std::string& text);

}  // namespace mailu_lint::test
