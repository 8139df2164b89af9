// Env files in docker's two grammars: compose's dotenv (quotes, escapes, `export`, interpolation) and docker stack's
// verbatim `KEY=VALUE` lines (also compose's `format: raw`). resolution.md 1.3.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <mailu_lint/deployment.hpp>
#include <mailu_lint/source.hpp>

#include "resolve/interpolate.hpp"

namespace mailu_lint {

class Findings;

enum class EnvGrammar : std::uint8_t { compose, stack };

/// One assignment, in the order of the file; later ones win.
struct EnvEntry {
  enum class Quoting : std::uint8_t { none, single_quotes, double_quotes };
  std::string name{};
  Span name_span{};
  Text value{};  ///< span: the value's text in the file, quotes included
  Quoting quoting = Quoting::none;
  bool inherited = false;  ///< name without value: taken from the environment, or not set
};

struct EnvFileContent {
  std::vector<EnvEntry> entries{};
  bool valid =
      true;  ///< false: docker refuses the file; a finding says why; entries before and after the bad line are kept
};

/// Interpolation inside the file asks `first` (shell, project, the service's environment), then the entries above, then
/// `earlier`, the entries of files that were read before this one.
/// The grammar's errors are findings of rule env-syntax, unset variables of variable-unset.
EnvFileContent parse_dotenv(FileId file, const SourceFile& source, EnvGrammar grammar, const Variables& first,
                            const Variables& earlier, Findings& findings);

}  // namespace mailu_lint
