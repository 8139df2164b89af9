// What `check` would find in the deployments that the open files belong to.
#pragma once

#include <mailu_lint/report.hpp>

#include "cli/options.hpp"
#include "lsp/buffers.hpp"

namespace mailu_lint::lsp {

/// `input` is the command line's: it counts as it does for `check`. `reader` may have other texts than the buffers.
Run lint_open_files(const Input& input, const Buffers& buffers, FileReader& reader);

}  // namespace mailu_lint::lsp
