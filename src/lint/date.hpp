// Days in suppressions, of comments and of the configuration.
#pragma once

#include <string_view>

namespace mailu_lint {

/// A day that exists, written YYYY-MM-DD: then the order of the text is the order of time.
bool is_date(std::string_view text);

}  // namespace mailu_lint
