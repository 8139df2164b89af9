// Env files in docker's two grammars: compose's dotenv (quotes, escapes, `export`, interpolation) and docker stack's
// verbatim `KEY=VALUE` lines (also compose's `format: raw`). resolution.md 1.3.
#pragma once

#include <optional>
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
  bool absent = false;     ///< inherited, and `first` has none: docker goes on as if the line were not there
};

struct EnvFileContent {
  std::vector<EnvEntry> entries{};
  bool valid =
      true;  ///< false: docker refuses the file; a finding says why; entries before and after the bad line are kept
};

/// Interpolation inside the file asks `first` (shell, project, the service's environment), then the entries above, then
/// `earlier`, the entries of files that were read before this one.
/// The grammar's errors are findings of rule env-syntax, unset variables of variable-unset. A file that several
/// services read is parsed for each of them: give all but the first a Findings that is thrown away.
EnvFileContent parse_dotenv(FileId file, const SourceFile& source, EnvGrammar grammar, const Variables& first,
                            const Variables& earlier, Findings& findings);

/// What docker's other grammar makes of each entry, by the index of the entry: nothing where both read the same text,
/// or where the other one finds no assignment of that name there or cannot know its value. For Setting::other_reading.
/// `grammar` is the one that `content` was read with.
std::vector<std::optional<std::string>> other_readings(const EnvFileContent& content, FileId file,
                                                       const SourceFile& source, EnvGrammar grammar,
                                                       const Variables& first, const Variables& earlier);

/// Rule env-value-quoting: values that look as if the other grammar were meant. Once for each file of `env_file:`, with
/// the grammar that reads it there; not for `.env`.
void report_quoting(const EnvFileContent& content, const SourceFile& source, EnvGrammar grammar, Findings& findings);

}  // namespace mailu_lint
