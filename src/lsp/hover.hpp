// What an editor shows when the pointer rests on a finding: the page of its rule. The finding's own words are in the
// diagnostic, which the editor shows beside it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lsp/diagnostics.hpp"
#include "lsp/protocol.hpp"

namespace mailu_lint::lsp {

std::optional<Hover> hover_at(const std::vector<PlacedDiagnostic>& placed, const HoverRequest& request, bool markdown);

/// A page as it can be read outside of its folder: links lead to the web, and blocks of code name their language only.
std::string page_for_hover(std::string_view page);

}  // namespace mailu_lint::lsp
