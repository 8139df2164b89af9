// Which findings the baselines of the deployments have.
#pragma once

#include <mailu_lint/report.hpp>

namespace mailu_lint {

/// Takes them out of the run. A baseline that cannot be read is a problem. `options` say where the repository is.
void apply_baselines(Run& run, const ReportOptions& options, FileReader& reader);

}  // namespace mailu_lint
