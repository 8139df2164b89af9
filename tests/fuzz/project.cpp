#include "project.hpp"

#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace mailu_lint::fuzz {

std::map<std::string, std::string> files_in(std::string_view input) {
  constexpr std::string_view mark = "=== ";
  std::map<std::string, std::string> files;
  std::string name = "docker-compose.yml";
  while (!input.empty()) {
    const std::size_t end = std::min(input.find('\n'), input.size() - 1) + 1;
    const std::string_view line = input.substr(0, end);
    if (line.starts_with(mark)) {
      name = line.substr(mark.size(), line.find_last_not_of("\r\n") + 1 - mark.size());
    } else {
      files[name] += line;
    }
    input.remove_prefix(end);
  }
  return files;
}

Project project_of(const std::map<std::string, std::string>& files) {
  Project project{.working_directory = "/mail"};
  if (const auto list = files.find("project"); list != files.end()) {
    std::istringstream words(list->second);
    for (std::string word; words >> word && project.files.size() < 10;) project.files.push_back(word);
  }
  const bool told = !project.files.empty();
  for (const auto& [name, text] : files) {
    const bool at_top = name.find('/') == std::string::npos && !name.starts_with("included");
    if (!told && at_top && (name.ends_with(".yml") || name.ends_with(".yaml"))) project.files.push_back(name);
    if (name.ends_with(".txt") || name.ends_with(".json")) project.cluster.push_back(name);
  }
  return project;
}

Run lint_project(const Project& project, FileReader& reader) {
  Checked checked{.sources = std::make_unique<SourceSet>(reader)};
  checked.options.today = "2026-01-01";
  checked.report = lint(*checked.sources, project, checked.options);
  std::vector<Checked> deployments;
  deployments.push_back(std::move(checked));
  return make_run(std::move(deployments), {});
}

}  // namespace mailu_lint::fuzz
