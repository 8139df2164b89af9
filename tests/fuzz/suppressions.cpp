// Comments that ask to be quiet, in YAML and in env files, through the pipeline: what they take away is counted.
#include <utility>

#include "lint/suppression_comment.hpp"
#include "oracles.hpp"
#include "project.hpp"

using namespace mailu_lint;
using namespace mailu_lint::fuzz;

namespace {

constexpr std::string_view deployment =
    "services:\n"
    "  front:\n"
    "    image: ghcr.io/mailu/nginx:latest\n"
    "    ports: [25:25]\n"
    "    env_file: mailu.env\n"
    "  admin:\n"
    "    image: ghcr.io/mailu/admin:2024.06\n";

void check_comment(std::string_view comment) {
  const SourceFile source("a.yml", std::string(comment));
  const auto read = read_suppression(source, {FileId{}, 0, static_cast<std::uint32_t>(comment.size())});
  if (!read) return;
  expect_inside(read->span, comment, "comment");
  expect_inside(read->until_span, comment, "date");
  for (const auto& rule : read->rules) expect_inside(rule.span, comment, "rule");
  if (read->mistake) expect_inside(read->mistake->span, comment, "mistake");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(text_of(data, size));
  check_comment(text);
  TextReader reader({{"docker-compose.yml", "# mailu-lint: " + text + '\n' + std::string(deployment)},
                     {"mailu.env", "# mailu-lint: " + text + "\nSUBNET=nonsense\n"}});
  const Run run = lint_project({.files = {"docker-compose.yml"}}, reader);
  for (const RunFinding& item : run.findings) expect_places(*item, *item.sources);
  for (const Suppressed& one : run.deployments.front().report.suppressed) {
    expect_places(one.finding, *run.deployments.front().sources);
    expect_inside(one.comment, *run.deployments.front().sources, "comment");
    expect(!one.reason.empty(), "nothing is hidden without a reason");
  }
  return 0;
}
