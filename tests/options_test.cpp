// The command line, as far as it is easy to get wrong.
#include "cli/options.hpp"

#include <doctest/doctest.h>

using namespace mailu_lint;

TEST_CASE("an option that may be repeated takes one value at a time, not the paths that follow") {
  const std::vector<const char*> lines[] = {
      {"--cluster", "nodes.txt", "stack.yml"},
      {"--cluster=nodes.txt", "stack.yml"},
      {"check", "stack.yml", "--cluster", "nodes.txt"},
      {"--cluster", "nodes.txt", "--", "stack.yml"},
  };
  for (const auto& line : lines) {
    const Command command = parse_command_line(line);
    const auto* check = std::get_if<CheckCommand>(&command);
    REQUIRE(check);
    CHECK(check->input.overrides.cluster_facts == std::vector<std::string>{"nodes.txt"});
    CHECK(check->input.paths == std::vector<std::string>{"stack.yml"});
  }
}

TEST_CASE("what stands behind `--` is a path, whatever it looks like") {
  const std::vector<const char*> line = {"--strict", "--", "--format=json/mailu.env", "-f", "stack.yml"};
  const Command command = parse_command_line(line);
  const auto* check = std::get_if<CheckCommand>(&command);
  REQUIRE(check);
  CHECK(check->input.paths == std::vector<std::string>{"--format=json/mailu.env", "-f", "stack.yml"});
  CHECK(check->input.project.files.empty());

  const std::vector<const char*> unknown = {"--strict", "--no-such", "--", "stack.yml"};
  const Command refused = parse_command_line(unknown);
  const auto* done = std::get_if<Done>(&refused);
  REQUIRE(done);
  CHECK(done->status == Status::trouble);
  CHECK(done->error.find("`--no-such`") != std::string::npos);
}
