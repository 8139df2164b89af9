#include "cli/input_files.hpp"

#include <unistd.h>

#include <filesystem>
#include <utility>
#include <variant>

#include "config/locations.hpp"

namespace mailu_lint {
namespace {

bool rename_standard_input(std::vector<std::string>& paths, const std::string& name) {
  bool found = false;
  for (std::string& path : paths) {
    if (path != "-") continue;
    path = name;
    found = true;
  }
  return found;
}

}  // namespace

InputFiles::InputFiles(Input& input, std::vector<std::string>& problems)
    : disk_(input.max_file_size), overlay_(disk_, {}) {
  const std::string name = input.stdin_filename.empty() ? "<stdin>" : input.stdin_filename;
  const bool path = rename_standard_input(input.paths, name);
  const bool file = rename_standard_input(input.project.files, name);
  const bool facts = rename_standard_input(input.overrides.cluster_facts, "<stdin>");
  if (path) standard_input_ = std::filesystem::path(name).lexically_normal().string();
  input.project.working_directory = current_directory();
  if (!path && !file && !facts) return;
  auto text = read_descriptor(STDIN_FILENO, input.max_file_size);
  if (const auto* error = std::get_if<ReadError>(&text)) {
    problems.push_back("standard input: " + std::string(to_string(*error)));
    return;
  }
  if (facts) names_.insert("<stdin>");
  if (path) names_.insert(standard_input_);
  if (file) names_.insert(name);
  for (const std::string& known : names_) overlay_.add(known, std::get<std::string>(text));
}

}  // namespace mailu_lint
