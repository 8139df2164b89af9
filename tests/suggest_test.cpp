#include "lint/suggest.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace mailu_lint;

TEST_CASE("the distance counts slips of the keyboard") {
  struct Row {
    std::string_view a, b;
    std::size_t distance;
  };
  const Row rows[] = {
      {"", "", 0},       {"a", "", 1},       {"abc", "abc", 0},        {"abc", "acb", 1}, {"abc", "abd", 1},
      {"abc", "ABC", 0}, {"abc", "abcd", 1}, {"kitten", "sitting", 3}, {"ca", "abc", 3},  {"volumes", "volume", 1}};
  for (const Row& row : rows) {
    CAPTURE(row.a);
    CAPTURE(row.b);
    CHECK(edit_distance(row.a, row.b, 10) == row.distance);
    CHECK(edit_distance(row.b, row.a, 10) == row.distance);
    if (row.distance > 1) CHECK(edit_distance(row.a, row.b, 1) == 2);
  }
  CHECK(edit_distance(std::string(65, 'a'), std::string(65, 'a'), 5) == 6);
}

TEST_CASE("the nearest word is suggested, or none") {
  const std::vector<std::string_view> words = {"text", "json", "junit", "sarif"};
  CHECK(nearest("jsn", words) == "json");
  CHECK(nearest("sairf", words) == "sarif");
  CHECK(nearest("checkstyle", words).empty());
  CHECK(did_you_mean("json") == "; did you mean `json`?");
  CHECK(did_you_mean("").empty());
}
