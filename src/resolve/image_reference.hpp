// Is a text an image reference to docker (distribution/reference's grammar)?
#pragma once

#include <string_view>

namespace mailu_lint {

/// `[host[:port]/]path[:tag][@digest]`; the path in lower case.
bool is_image_reference(std::string_view text);

}  // namespace mailu_lint
