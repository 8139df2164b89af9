// From the files of a project to what the rules see: target, model, cluster and Deployment, in the order in which each
// needs the one before.
#pragma once

#include <mailu_lint/lint.hpp>

#include "parse/documents.hpp"
#include "resolve/model.hpp"

namespace mailu_lint {

struct Resolved {
  Model model{};  ///< docker's view; `show` prints it
  Deployment deployment{};
};

/// Never fails: what cannot be read or understood is a finding. Facts files that are not there are noted in `coverage`.
Resolved resolve(const Project& project, const Options& options, Documents& documents, Coverage& coverage);

}  // namespace mailu_lint
