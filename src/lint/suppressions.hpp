// Findings that a comment in the files asks not to see, and what is wrong with such comments.
//
// A comment counts for the line it ends, or, alone in a line, for the next line with content; a finding that covers
// that line is taken. A reason is required: without one, or after its last day, a comment hides nothing.
#pragma once

#include <vector>

#include <mailu_lint/lint.hpp>

namespace mailu_lint {

class Documents;

/// Takes the suppressed findings out of `findings` and adds those of the suppression-* rules.
std::vector<Suppressed> apply_suppressions(Findings& findings, const Documents& documents, const Deployment& mail,
                                           const Options& options);

}  // namespace mailu_lint
