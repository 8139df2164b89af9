// The calendar, for suppressions that end.
#pragma once

#include <string>

namespace mailu_lint {

/// YYYY-MM-DD in UTC: the same everywhere.
std::string today();

}  // namespace mailu_lint
