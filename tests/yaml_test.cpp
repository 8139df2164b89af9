// The located tree: what is read, and exactly where it stands.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "yaml_dump.hpp"

namespace {

using namespace mailu_lint;
using namespace mailu_lint::test;

TEST_CASE("yaml: every node with its place") {
  struct Case {
    std::string_view input;
    std::string_view tree;
  };
  const Case cases[] = {
      {"", ""},
      {"# nothing\n", ""},
      {"a: 1\n", "map 0 <a: 1>\n plain 0 <a>\n plain 3 <1>\n"},
  };
  for (const Case& test : cases) {
    CAPTURE(test.input);
    const Parsed parsed{std::string(test.input)};
    CHECK(dump(parsed) == test.tree);
    CHECK(findings_of(parsed) == "");
    CHECK(parsed.tree.complete());
  }
}

}  // namespace
