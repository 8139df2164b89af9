// Where the values of secret settings are written, also where the text around does not say so: at an anchor, in a
// variable of another name.
#pragma once

#include <vector>

#include <mailu_lint/deployment.hpp>

namespace mailu_lint {

/// Sorted, each once.
std::vector<Span> secret_spans(const Deployment& mail);

}  // namespace mailu_lint
