// `.mailu-lint.yaml`, which a pull request may bring like any other file: what is wrong with it is told, and its
// patterns match or do not.
#include "config/configuration.hpp"

#include <string>
#include <vector>

#include "oracles.hpp"
#include "parse/characters.hpp"

using namespace mailu_lint;
using namespace mailu_lint::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(text_of(data, size));
  std::vector<std::string> problems;
  const Configuration first = read_configuration("mail/.mailu-lint.yaml", text, problems);
  for (const std::string& problem : problems) {
    expect(problem.starts_with("mail/.mailu-lint.yaml"), "a problem names its file:", problem);
    if (is_utf8(text)) expect_utf8(problem, "problem");
  }
  for (const ConfiguredSuppression& one : first.suppressions) {
    expect_inside(one.span, text, "suppression");
    expect(!one.reason.empty() || !problems.empty(), "nothing is hidden without a reason");
    if (one.paths) static_cast<void>(one.paths->verdict("stacks/mail/docker-compose.yml", PathKind::file));
  }
  std::vector<std::string> again;
  read_configuration("mail/.mailu-lint.yaml", text, again);
  expect(problems == again, "the same input gives the same problems");
  return 0;
}
