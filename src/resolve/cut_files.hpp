// Files that could not be read to their end, for a syntax error or a limit.
#pragma once

#include <cstddef>

#include "resolve/load_state.hpp"

namespace mailu_lint {

/// Takes out findings, from that one on, that follow from the end of a file that was not read, or from what a syntax
/// error made of the text around it: they send the reader the wrong way.
void drop_misleading(LoadState& state, std::size_t from);

}  // namespace mailu_lint
