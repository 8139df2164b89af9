// Interpolation and env files against what docker's own tools printed, row by row: fixtures/oracle/*.json, and the same
// files of MAILU_LINT_ORACLE_DIR when that is set. dc240 is docker compose 2.40.3, st282 `docker stack config` 28.2.2.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <ostream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <mailu_lint/finding.hpp>

#include "parse/dotenv.hpp"
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

namespace {

std::string bytes_of_latin1(const std::string& utf8) {
  std::string bytes;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto c = static_cast<unsigned char>(utf8[i]);
    if (c < 0x80) {
      bytes += utf8[i];
    } else {
      bytes += static_cast<char>(((c & 0x03U) << 6U) | (static_cast<unsigned char>(utf8[++i]) & 0x3FU));
    }
  }
  return bytes;
}

/// What the container gets: later entries win, a name without a value counts only when the shell has it. A stack then
/// fills empty values from the shell, which is the loader's business, not the parser's.
json environment_of(const EnvFileContent& content, Dialect dialect, const Variables& shell) {
  json environment = json::object();
  for (const EnvEntry& entry : content.entries) {
    if (!entry.absent) environment[entry.name] = entry.value.docker_value();
  }
  if (dialect == Dialect::compose) return environment;
  for (auto& [name, value] : environment.items()) {
    const Variable* exported = value == "" ? shell.find(name) : nullptr;
    if (exported != nullptr) value = exported->value;
  }
  return environment;
}

}  // namespace

TEST_CASE("oracle: env files agree with docker's tools on every recorded text") {
  for (const std::string& folder : oracle_folders()) {
    const json table = read_table(folder + "/dotenv-table.json");
    const Variables shell = variables_of(table.at("shell"));
    const Variables none;
    for (const Tool& tool : tools) {
      const EnvGrammar grammar = tool.dialect == Dialect::compose ? EnvGrammar::compose : EnvGrammar::stack;
      std::size_t agreed = 0;
      for (const json& row : table.at("rows")) {
        const auto text = row.at("src_latin1").get<std::string>();
        const json& expected = row.at(tool.name);
        const SourceFile source("f.env", bytes_of_latin1(text));
        Findings findings;
        const EnvFileContent content = parse_dotenv(FileId{}, source, grammar, shell, none, findings);
        CAPTURE(tool.name);
        CAPTURE(text);
        CHECK(content.valid != expected.contains("error"));
        const json ours = environment_of(content, tool.dialect, shell);
        const bool same = expected.contains("error") ? !content.valid : content.valid && ours == expected.at("env");
        if (expected.contains("env")) CHECK(ours.dump() == expected.at("env").dump());
        agreed += same ? 1 : 0;
      }
      MESSAGE("env files, ", tool.name, ": ", agreed, " of ", table.at("rows").size());
    }
  }
}
