// Several files in one input: a line `=== NAME` begins each. What stands before the first is `docker-compose.yml`.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include <mailu_lint/lint.hpp>
#include <mailu_lint/report.hpp>
#include <mailu_lint/source.hpp>

namespace mailu_lint::fuzz {

class TextReader final : public FileReader {
 public:
  explicit TextReader(std::map<std::string, std::string> texts) : texts_(std::move(texts)) {}
  std::variant<std::string, ReadError> read(const std::string& path) override {
    const auto found = texts_.find(path);
    if (found == texts_.end()) return ReadError::missing;
    return found->second;
  }
  std::map<std::string, std::string>& texts() { return texts_; }

 private:
  std::map<std::string, std::string> texts_;
};

std::map<std::string, std::string> files_in(std::string_view input);
/// The file `project` names the project's files; without it they are the YAML files of the input's top. `*.txt` and
/// `*.json` are facts of the cluster.
Project project_of(const std::map<std::string, std::string>& files);
Run lint_project(const Project& project, FileReader& reader);

}  // namespace mailu_lint::fuzz
