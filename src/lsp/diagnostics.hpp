// From findings to diagnostics: each at the place to edit, and once more at the other end when that is in another file.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <mailu_lint/report.hpp>

#include "lsp/protocol.hpp"
#include "report/columns.hpp"

namespace mailu_lint::lsp {

/// The URI of a file that the run has shown by this path.
using NameFile = std::function<std::string(const std::string& path)>;

struct PlacedDiagnostic {
  std::string uri{};
  Diagnostic diagnostic{};
  const RunFinding* finding = nullptr;  ///< of the run; nothing: no rule says it
  bool is_place_to_edit = true;         ///< false: the other end
};

std::vector<PlacedDiagnostic> place_findings(const Run& run, ColumnUnit unit, const NameFile& uri_of);

/// A problem that names a place, as mistakes in configurations do (`path:3:5: unknown key`). Nothing for others.
std::optional<PlacedDiagnostic> place_problem(const std::string& problem, ColumnUnit unit, FileReader& reader,
                                              const NameFile& uri_of);

/// Both ends count: the cursor may stand right behind the text.
bool touches(const Range& a, const Range& b);

}  // namespace mailu_lint::lsp
