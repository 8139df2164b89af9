// Text in XML 1.0, which cannot carry control characters even escaped.
#pragma once

#include <string>
#include <string_view>

namespace mailu_lint {

/// For attributes and content alike.
std::string xml_text(std::string_view text);

}  // namespace mailu_lint
