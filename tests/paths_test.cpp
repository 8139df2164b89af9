// Paths as docker joins and cleans them (Go's path/filepath on Linux).
#include "resolve/paths.hpp"

#include <doctest/doctest.h>

using namespace mailu_lint;

TEST_CASE("paths are cleaned, joined and split as text") {
  struct Row {
    const char* directory;
    const char* path;
    const char* joined;
  };
  for (const Row& row : {
           Row{"/p", "x", "/p/x"},
           Row{"/p", "./x/", "/p/x"},
           Row{"/p/q", "../x", "/p/x"},
           Row{"/p", "../../x", "/x"},
           Row{"/p", "/x//y/.", "/x/y"},
           Row{"/p", "", "/p"},
           Row{"", "x", "x"},
           Row{"", "./x", "x"},
           Row{"", "../x", "../x"},
           Row{".", "../x", "../x"},
           Row{"a", "../../x", "../x"},
           Row{"", "", "."},
           Row{"/", "..", "/"},
       }) {
    CAPTURE(row.directory);
    CAPTURE(row.path);
    CHECK(join_path(row.directory, row.path) == row.joined);
  }
  CHECK(parent_path("a/b.yml") == "a");
  CHECK(parent_path("b.yml") == ".");
  CHECK(parent_path("/b.yml") == "/");
  CHECK(parent_path("../b.yml") == "..");
  CHECK(base_name("a/b.yml") == "b.yml");
  CHECK(base_name("b.yml") == "b.yml");
}
