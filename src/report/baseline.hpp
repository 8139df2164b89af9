// Findings that a repository has accepted for the time being: only what is new is reported. Kept as fingerprints, so
// that moved lines and reworded messages stay accepted.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <mailu_lint/report.hpp>

namespace mailu_lint {

struct KnownFinding {
  std::string path{};
  std::string rule{};
};
/// By fingerprint.
using Baseline = std::unordered_map<std::string, KnownFinding>;

/// The whole file for the findings of the run: JSON, sorted, a finding a line, so that it merges well.
std::string write_baseline(const Run& run, const ReportOptions& options);

/// Adds the fingerprints of a baseline file to `baseline`. Gives what is wrong with the text; empty: nothing.
std::string read_baseline(std::string_view text, Baseline& baseline);

/// Takes the findings that the baseline has out of the run, and counts them; and the entries that have no finding any
/// more, although their file was read and their rule checked.
void apply_baseline(Run& run, const Baseline& baseline, const ReportOptions& options);

}  // namespace mailu_lint
