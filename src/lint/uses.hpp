// Findings about text that an alias or a merge key brings to where it counts: the reader of the service sees the alias,
// so it is the place of the finding, and the anchored text is related.
#pragma once

#include <vector>

#include <mailu_lint/finding.hpp>

namespace mailu_lint {

/// Puts each finding of a rule's check at the place of use, and the definition among the related places. What the
/// parser and the resolver say is about the text itself: it stays there, and the use is related. A fix edits the
/// definition, and so every use: where not the text but its meaning is at fault, it is unsafe then.
void show_uses(std::vector<Finding>& findings);

/// Makes one finding of those that say the same of one definition; the further places of use become related.
void join_uses(std::vector<Finding>& findings);

}  // namespace mailu_lint
