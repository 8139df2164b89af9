// From what was found to what is reported: choices of the user, key paths, order.
#pragma once

#include <vector>

#include <mailu_lint/lint.hpp>

#include "parse/documents.hpp"

namespace mailu_lint {

/// Is the rule to be looked at at all?
bool is_enabled(const Options& options, RuleId rule);

/// Leaves out disabled rules and repetitions, applies the user's severities, fills in key paths, and sorts by file,
/// position and rule.
void finish(std::vector<Finding>& findings, const Documents& documents, const Options& options);
/// The same for findings that are hidden, in the order they come in.
void finish(std::vector<Suppressed>& suppressed, const Documents& documents, const Options& options);

}  // namespace mailu_lint
