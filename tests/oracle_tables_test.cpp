// Interpolation and env files against what docker's own tools printed, row by row: fixtures/oracle/*.json, and the same
// files of MAILU_LINT_ORACLE_DIR when that is set. dc240 is docker compose 2.40.3, st282 `docker stack config` 28.2.2.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <ostream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "resolve/interpolate.hpp"

using namespace mailu_lint;
using nlohmann::json;

namespace {

std::vector<std::string> oracle_folders() {
  std::vector<std::string> folders{MAILU_LINT_SOURCE_DIR "/fixtures/oracle"};
  if (const char* more = std::getenv("MAILU_LINT_ORACLE_DIR")) folders.emplace_back(more);
  return folders;
}

json read_table(const std::string& path) {
  std::ifstream file(path);
  REQUIRE_MESSAGE(file.good(), "cannot read ", path);
  return json::parse(file);
}

struct Tool {
  std::string name;
  Dialect dialect;
};
const Tool tools[] = {{"dc240", Dialect::compose}, {"st282", Dialect::stack}};

Variables variables_of(const json& values) {
  Variables variables;
  for (const auto& [name, value] : values.items()) variables.set(name, {.value = value.get<std::string>()});
  return variables;
}

}  // namespace

TEST_CASE("oracle: interpolation agrees with docker's tools on every recorded expression") {
  for (const std::string& folder : oracle_folders()) {
    const json table = read_table(folder + "/interp-table.json");
    const Variables variables = variables_of(table.at("env"));
    for (const Tool& tool : tools) {
      std::size_t agreed = 0;
      for (const json& row : table.at("rows")) {
        const auto expression = row.at("expr").get<std::string>();
        const json& expected = row.at(tool.name);
        const Interpolated ours = interpolate(expression, tool.dialect, variables);
        CAPTURE(tool.name);
        CAPTURE(expression);
        CHECK(ours.error.has_value() == expected.contains("error"));
        if (expected.contains("value")) CHECK(ours.text == expected.at("value").get<std::string>());
        const bool same = expected.contains("error")
                              ? ours.error.has_value()
                              : !ours.error && ours.text == expected.at("value").get<std::string>();
        agreed += same ? 1 : 0;
      }
      MESSAGE("interpolation, ", tool.name, ": ", agreed, " of ", table.at("rows").size());
    }
  }
}
