// The code frame of a finding: the lines that belong to it, with the labelled places underlined.
#pragma once

#include <string>

#include <mailu_lint/report.hpp>

#include "report/columns.hpp"
#include "report/secrets.hpp"
#include "report/style.hpp"

namespace mailu_lint {

/// What the frames of one report share.
struct FrameContext {
  const ReportOptions& options;
  Painter painter;
  Columns columns{ColumnUnit::code_point};
  SecretMask secrets;
};

/// ` --> file:line:column` and the frames, then `= help:`. Ends with a newline.
std::string render_frames(const RunFinding& finding, FrameContext& context);

}  // namespace mailu_lint
