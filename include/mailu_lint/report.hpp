// A run of the program: what was found in each deployment, and the formats it can be written in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <mailu_lint/finding.hpp>
#include <mailu_lint/lint.hpp>
#include <mailu_lint/source.hpp>

namespace mailu_lint {

/// The least severity that makes a run fail: the same order as Severity.
enum class FailOn : std::uint8_t { note, warning, error, never };

/// One deployment and what was found in it. Sources are kept only while findings point into them: a run over a
/// thousand clean deployments holds no text.
struct Checked {
  Report report{};
  std::unique_ptr<SourceSet> sources{};
  FailOn fail_on = FailOn::warning;
  Options options{};            ///< that it was linted with
  std::string configuration{};  ///< the file they come from; empty: there is none
  std::string baseline{};       ///< the file that tells its accepted findings; empty: none
};

/// A finding with the sources that its spans point into.
struct RunFinding {
  const Finding* finding = nullptr;
  const SourceSet* sources = nullptr;
  std::size_t deployment = 0;  ///< index in Run::deployments; the first one when several share the finding

  const Finding& operator*() const { return *finding; }
  const Finding* operator->() const { return finding; }
  const SourceFile& file() const { return (*sources)[finding->span.file]; }
};

struct Run {
  std::vector<Checked> deployments{};
  /// What could not be read, found or understood, one line each. Exit status 2.
  std::vector<std::string> problems{};
  std::size_t baselined = 0;  ///< findings that the baseline has, left out of `findings`
  std::size_t solved = 0;     ///< entries of the baseline whose finding is not there any more, as far as that is known
  std::size_t fixed = 0;      ///< problems that `--fix` has mended; no finding tells of them any more
  /// Every finding once, in the order of path, position and rule, also when two deployments share the file.
  std::vector<RunFinding> findings{};
};
Run make_run(std::vector<Checked> deployments, std::vector<std::string> problems);

/// What a run comes to, in numbers.
struct Summary {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
  std::size_t files_with_findings = 0;
  std::size_t fixable = 0;         ///< findings with a safe fix
  std::size_t unsafe_fixable = 0;  ///< findings with an unsafe one
  std::size_t suppressed = 0;
  std::size_t deployments = 0;  ///< Mailu deployments that were checked
  std::vector<Gap> gaps{};      ///< of all deployments; each reason once

  std::size_t findings() const { return errors + warnings + notes; }
};
Summary summarize(const Run& run);

/// How reports look. Machine formats use only what says so.
struct ReportOptions {
  enum class Detail : std::uint8_t { quiet, normal, verbose };

  bool color = false;
  bool hyperlinks = false;
  bool unicode = true;   ///< false: the text format writes ASCII only
  unsigned width = 100;  ///< columns of the terminal; longer source lines are cut around the span
  Detail detail = Detail::normal;
  /// Absolute directories for the machine formats, which name files relative to the repository. Empty: paths as shown.
  std::string working_directory{};
  std::string repository_root{};
  std::vector<std::pair<RuleId, Severity>> severities{};  ///< overrides, as given to lint()
};

/// One output format. `write` gives the whole document: it reaches its place completely or not at all.
struct Format {
  std::string_view name{};
  std::string_view summary{};
  std::string (*write)(const Run& run, const ReportOptions& options) = nullptr;
};
std::span<const Format> all_formats();
const Format* find_format(std::string_view name);

}  // namespace mailu_lint
