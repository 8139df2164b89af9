// `x-mailu-lint:` at the top level of a stack: what the user tells us in the file itself, so that a repository needs no
// other. Read from the files as written: the target decides how they are to be interpolated.
#pragma once

#include <optional>

#include <mailu_lint/deployment.hpp>
#include <mailu_lint/lint.hpp>

#include "parse/documents.hpp"

namespace mailu_lint {

struct LintSection {
  std::optional<Located<Target>> target{};
  Cluster cluster{};
};

/// Of several files the last one that says something counts. What cannot be understood is a finding (rule
/// lint-section-invalid).
LintSection read_lint_section(const Project& project, Documents& documents);

}  // namespace mailu_lint
