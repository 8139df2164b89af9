// Lints a stack that exists only in memory, and prints each finding as `rule file:line:column`.
#include <iostream>
#include <map>
#include <string>

#include <mailu_lint/lint.hpp>

namespace {

class Memory : public mailu_lint::FileReader {
 public:
  std::variant<std::string, mailu_lint::ReadError> read(const std::string& path) override {
    if (path == "docker-stack.yml") return std::string("services: {smtp: {image: mailu/postfix:1.9, volumes: }}");
    return mailu_lint::ReadError::missing;
  }
};

}  // namespace

int main() {
  Memory memory;
  mailu_lint::SourceSet sources(memory);
  const mailu_lint::Report report = mailu_lint::lint(sources, {.files = {"docker-stack.yml"}}, {});
  for (const mailu_lint::Finding& finding : report.findings) {
    const mailu_lint::SourceFile& file = sources[finding.span.file];
    const mailu_lint::Position at = file.position(finding.span.begin);
    std::cout << mailu_lint::name(finding.rule) << ' ' << file.path() << ':' << at.line << ':' << at.column << '\n';
  }
}
