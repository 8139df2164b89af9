// `mailu-lint lsp`: a language server on standard input and output.
#pragma once

#include "cli/options.hpp"

namespace mailu_lint {

/// Until the client says `exit`, or leaves. Clean when it has said `shutdown` before, as the protocol wants it.
Status serve(const LspCommand& command);

}  // namespace mailu_lint
