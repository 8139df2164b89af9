#include "cli/baselines.hpp"

#include <set>
#include <string>
#include <variant>

#include "report/baseline.hpp"

namespace mailu_lint {

void apply_baselines(Run& run, const ReportOptions& options, FileReader& reader) {
  Baseline known;
  std::set<std::string> paths;
  for (const Checked& checked : run.deployments) paths.insert(checked.baseline);
  paths.erase("");
  if (paths.empty()) return;
  for (const std::string& path : paths) {
    const auto text = reader.read(path);
    if (const auto* error = std::get_if<ReadError>(&text)) {
      run.problems.push_back(path + ": " + std::string(to_string(*error)) + "; `--write-baseline` writes a baseline");
    } else if (const std::string wrong = read_baseline(std::get<std::string>(text), known); !wrong.empty()) {
      run.problems.push_back(path + ": " + wrong);
    }
  }
  apply_baseline(run, known, options);
}

}  // namespace mailu_lint
