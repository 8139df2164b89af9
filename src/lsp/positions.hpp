// Between byte offsets and the protocol's lines and characters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <mailu_lint/source.hpp>

#include "lsp/protocol.hpp"
#include "report/columns.hpp"

namespace mailu_lint::lsp {

/// `unit` is byte or utf16. What lies behind the end of a line is its end, what lies behind the text its end.
std::size_t offset_of(std::string_view text, Point point, ColumnUnit unit);

/// Applies changes one after the other: each is told in terms of the text that the one before has left.
void apply_changes(std::string& text, const std::vector<Change>& changes, ColumnUnit unit);

Range range_of(const Region& region);

}  // namespace mailu_lint::lsp
