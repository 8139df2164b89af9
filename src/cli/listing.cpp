#include "cli/listing.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace mailu_lint {
std::string list_files(const Run& run) {
  std::set<std::string_view> files;
  for (const Checked& checked : run.deployments) {
    files.insert(checked.report.coverage.files_read.begin(), checked.report.coverage.files_read.end());
    if (!checked.configuration.empty()) files.insert(checked.configuration);
  }
  std::string text;
  for (const std::string_view file : files) text += std::string(file) + '\n';
  return text;
}

std::string list_counts(const Run& run) {
  struct Count {
    std::size_t findings = 0;
    Severity worst = Severity::note;
    bool fixable = false;
  };
  std::map<std::string_view, Count> counts;
  for (const RunFinding& item : run.findings) {
    Count& count = counts[name(item->rule)];
    ++count.findings;
    count.worst = std::max(count.worst, item->severity);
    count.fixable |= item->fix.has_value();
  }
  std::vector<std::pair<std::string_view, Count>> sorted(counts.begin(), counts.end());
  std::ranges::stable_sort(sorted, std::ranges::greater(), [](const auto& one) { return one.second.findings; });
  std::string text;
  for (const auto& [rule, count] : sorted) {
    std::array<char, 64> start{};
    const auto severity = std::string(to_string(count.worst));
    const int size = std::snprintf(start.data(), start.size(), "%6zu  %-7s  ", count.findings, severity.c_str());
    text.append(start.data(), static_cast<std::size_t>(size)).append(rule);
    text += count.fixable ? "  (fixable)\n" : "\n";
  }
  return text;
}

}  // namespace mailu_lint
