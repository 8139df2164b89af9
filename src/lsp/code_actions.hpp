// Quick fixes: what the rule offers, and a comment that suppresses the finding.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <mailu_lint/report.hpp>

#include "lsp/buffers.hpp"
#include "lsp/diagnostics.hpp"
#include "lsp/protocol.hpp"

namespace mailu_lint::lsp {

/// What the editor shows at the moment.
struct View {
  const Run& run;
  const std::vector<PlacedDiagnostic>& placed;
  const Buffers& buffers;
  ColumnUnit unit{};
  const NameFile& uri_of;
  /// Lints as if that file had another text.
  std::function<Run(const std::string& path, std::string text)> lint_with;
};

/// The safest first.
std::vector<CodeAction> code_actions(const CodeActionRequest& request, const View& view);

}  // namespace mailu_lint::lsp
