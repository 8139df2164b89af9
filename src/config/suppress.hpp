// `suppressions` of the configuration: findings that are known and accepted, by rule, service and path.
#pragma once

#include <mailu_lint/lint.hpp>
#include <mailu_lint/source.hpp>

#include "config/configuration.hpp"

namespace mailu_lint {

/// Moves the findings that the configuration suppresses to `report.suppressed`. A suppression that has ended hides
/// nothing, and is reported by suppression-expired in a deployment where it would.
void suppress(Report& report, SourceSet& sources, const Configuration& configuration, const Options& options);

}  // namespace mailu_lint
