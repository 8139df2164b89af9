// What kind of terminal, if any, a report goes to.
#pragma once

#include <mailu_lint/report.hpp>

#include "cli/options.hpp"

namespace mailu_lint {

/// Colour: the option, then NO_COLOR, then CLICOLOR_FORCE and FORCE_COLOR, then TERM=dumb, then whether the descriptor
/// is a terminal.
bool wants_color(When option, int descriptor);

/// Colour, links, character set and width for a report on `descriptor`.
ReportOptions terminal_options(When color, When hyperlinks, int descriptor);

}  // namespace mailu_lint
