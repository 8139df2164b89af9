// Files that are made to exhaust whoever reads them: each bound is met by an input that is generated here, names
// itself, and leaves nothing half-checked. Without the bound most of these rows end in swapping or in a stack overflow.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <mailu_lint/lint.hpp>
#include <mailu_lint/rule.hpp>
#include <mailu_lint/rule_id.hpp>

#include "resolve/limits.hpp"
#include "support.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

namespace {

constexpr std::string_view base =
    "services:\n"
    "  front:\n    image: ghcr.io/mailu/nginx:2024.06\n"
    "  admin:\n    image: ghcr.io/mailu/admin:2024.06\n";

using FileTexts = std::vector<std::pair<std::string, std::string>>;

struct Row {
  std::string why;
  std::string yaml;       ///< goes on in the service `admin`
  std::string expected;   ///< "RULE: a part of the message"; empty: no limit is met
  FileTexts others = {};  ///< the files beside it
};

std::string repeat(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

/// `make(0)` to `make(count - 1)`, joined.
template <class Make>
std::string join(std::size_t count, const Make& make) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += make(i);
  return all;
}

std::string number(std::size_t i) {
  return std::to_string(i);
}

/// Each variable is twice the one before it: `count` lines are 2^count bytes.
std::string doubling(std::size_t count) {
  return "A0=xxxxxxxx\n" +
         join(count, [](std::size_t i) { return "A" + number(i + 1) + "=${A" + number(i) + "}$A" + number(i) + '\n'; });
}

/// Services that extend each other in a row, the last of them with an image.
std::string chain(std::size_t length) {
  return join(length, [](std::size_t i) { return "  s" + number(i) + ":\n    extends: s" + number(i + 1) + '\n'; }) +
         "  s" + number(length) + ":\n    image: nginx\n";
}

std::string extending_files(std::size_t count) {
  return join(count, [](std::size_t i) {
    return "  s" + number(i) + ":\n    extends: {file: e" + number(i) + ".yml, service: one}\n";
  });
}

FileTexts extended_files(std::size_t count) {
  FileTexts files;
  for (std::size_t i = 0; i < count; ++i) files.emplace_back("e" + number(i) + ".yml", "services: {one: {image: a}}\n");
  return files;
}

FileTexts including_files(std::size_t count) {
  FileTexts files;
  for (std::size_t i = 1; i < count; ++i) {
    files.emplace_back(number(i) + ".yml", "include: [" + number(i + 1) + ".yml]\n");
  }
  files.emplace_back(number(count) + ".yml", "services: {last: {image: a}}\n");
  return files;
}

std::string services(std::size_t count, std::string_view body) {
  return join(count, [&](std::size_t i) { return "  s" + number(i) + ":\n    image: a\n" + std::string(body); });
}

std::string nested_defaults(std::size_t depth) {
  return "    environment:\n      X: " + repeat("${A:-", depth) + "x" + repeat("}", depth) + '\n';
}

std::vector<Row> make_rows() {
  const std::string megabyte(1U << 20U, 'x');
  const FileTexts big_variable = {{".env", "BIG=" + megabyte + '\n'}};
  const std::string many_big =
      "    environment:\n" + join(200, [](std::size_t i) { return "      V" + number(i) + ": $BIG\n"; });
  return {
      {"nothing hostile", "", ""},
      // Depth.
      {"a list in a list", "x-a: " + repeat("[", 99) + repeat("]", 99) + '\n', ""},
      {"lists in lists", "x-a: " + repeat("[", 5000), "nesting-limit: more than 100 levels of nesting"},
      {"a few defaults in defaults", nested_defaults(31), ""},
      {"defaults in defaults", nested_defaults(33), "nesting-limit: defaults stand in defaults more than 32 deep"},
      {"very many of them", nested_defaults(20'000), "nesting-limit: defaults stand in defaults more than 32 deep"},
      {"services that extend each other", chain(100), ""},
      {"a long row of them", chain(102), "nesting-limit: more than 100 services extend one another in a row"},
      {"aliases of aliases, in depth",
       "x-0: &a0 [x]\n" + join(150,
                               [](std::size_t i) {
                                 return "x-" + number(i + 1) + ": &a" + number(i + 1) + " [*a" + number(i) + "]\n";
                               }),
       "alias-limit: too many values"},
      // Size.
      {"documents", repeat("---\nservices: {}\n", 101), "size-limit: more than 100 documents"},
      {"one long flow list", "x-a: [" + repeat("[],", 400'000) + "]\n", "size-limit: too much for one value"},
      {"aliases of aliases, in number",
       "x-a: &a [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]\nx-b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
       "x-c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\nx-d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n"
       "x-e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\n",
       "alias-limit: too many values"},
      {"aliases of a long text", "x-a: &a " + megabyte + "\nx-b: [" + repeat("*a, ", 200) + "]\n",
       "size-limit: more than 128 MiB"},
      {"aliases of a long key", "x-a: &a {" + std::string(1000, 'k') + ": 1}\nx-b: [" + repeat("*a, ", 140'000) + "]\n",
       "size-limit: more than 128 MiB"},
      {"a name of an anchor that every value below remembers",
       "x-a: &" + megabyte + " [" + repeat("a, ", 1000) + "]\nx-b: *" + megabyte + '\n', ""},
      {"files that include each other", "include: [1.yml]\n", "size-limit: bring more than 500 files",
       including_files(501)},
      {"files that are extended", extending_files(501), "size-limit: bring more than 500 files", extended_files(501)},
      {"as many as may be", extending_files(500), "", extended_files(500)},
      {"services that extend a large one",
       "  large:\n    image: a\n    labels:\n" +
           join(8000, [](std::size_t i) { return "      l" + number(i) + ": v\n"; }) +
           join(300, [](std::size_t i) { return "  s" + number(i) + ":\n    extends: large\n"; }),
       "size-limit: more than 2,000,000 values"},
      {"mistakes without end",
       "    environment:\n" + join(10'001, [](std::size_t i) { return "      V" + number(i) + ": []\n"; }),
       "size-limit: docker refuses more than 10,000 values"},
      // Variables.
      {"variables of a file that grow", "", "size-limit: becomes more than", {{".env", doubling(60)}}},
      {"the same, no value too long",
       "",
       "size-limit: the file becomes more than 16 MiB",
       {{".env", doubling(16) + join(60, [](std::size_t i) { return "B" + number(i) + "=$A16\n"; })}}},
      {"a few that do", "", "", {{".env", doubling(10)}}},
      {"variables in a text that grow", "    command: " + repeat("$BIG", 3) + '\n', "size-limit: becomes more than",
       big_variable},
      {"variables in many texts", many_big, "size-limit: more than 128 MiB", big_variable},
      {"the same, without a dollar",
       "    environment:\n" + repeat("      - BIG\n", 1) + services(200, "    environment: [BIG]\n"),
       "size-limit: more than 128 MiB", big_variable},
      {"the same, as build arguments", services(200, "    build: {context: ., args: [BIG]}\n"),
       "size-limit: more than 128 MiB", big_variable},
      {"the same, as labels of a file",
       services(200, "    label_file: [big.env]\n"),
       "size-limit: more than 128 MiB",
       {{"big.env", "BIG=" + megabyte + '\n'}}},
      {"very many variables in one text", "    command: " + repeat("$A", 20'000) + '\n',
       "size-limit: becomes more than"},
      {"very many variables",
       "    environment:\n" +
           join(20'000, [](std::size_t i) { return "      V" + number(i) + ": ${W" + number(i) + "}\n"; }),
       ""},
      // Env files.
      {"an env file that many services share",
       services(200, "    env_file: [mailu.env]\n"),
       "size-limit: more than 300,000 settings",
       {{"mailu.env", join(2000, [](std::size_t i) { return "V" + number(i) + "=1\n"; })}}},
      {"the same, with long values",
       services(200, "    env_file: [mailu.env]\n"),
       "size-limit: more than 128 MiB",
       {{"mailu.env", "BIG=" + megabyte + '\n'}}},
      // Long, and no trouble.
      {"a long line", "    command: " + repeat("a", 4'000'000) + '\n', ""},
      {"a long list", "    ports:\n" + repeat("      - 1-65535:1-65535\n", 1000), ""},
      {"a long name of a project", "", "", {{".env", "COMPOSE_PROJECT_NAME=" + megabyte + '\n'}}},
  };
}

std::string limits_of(const Report& report) {
  std::string all;
  for (const Finding& finding : report.findings) {
    if (is_limit(finding.rule)) all += std::string(name(finding.rule)) + ": " + finding.message + '\n';
  }
  return all;
}

}  // namespace

TEST_CASE("limits: each is a finding that names itself, and nothing else is said") {
  for (const Row& row : make_rows()) {
    CAPTURE(row.why);
    MemoryReader reader{{"docker-compose.yml", std::string(base) + row.yaml}};
    for (const auto& [path, text] : row.others) reader.add(path, text);
    SourceSet sources(reader);
    const Report report = lint(sources, {.files = {"docker-compose.yml"}}, {});
    const std::string limits = limits_of(report);
    CAPTURE(limits);
    CHECK(report.coverage.unreadable == !row.expected.empty());
    if (row.expected.empty()) {
      CHECK(limits.empty());
      continue;
    }
    const std::size_t colon = row.expected.find(": ");
    CHECK(limits.starts_with(row.expected.substr(0, colon)));
    CHECK(limits.find(row.expected.substr(colon + 2)) != std::string::npos);
    CHECK(limits.find("refuses the file") == std::string::npos);  // docker has no such bound
    CHECK(std::ranges::all_of(report.findings, [](const Finding& finding) {
      return is_limit(finding.rule) || finding.rule == RuleId::yaml_syntax;
    }));
    const std::string unread = report.coverage.unread.empty() ? "" : report.coverage.unread.front();
    CHECK(unread.find(row.expected.substr(colon + 2)) != std::string::npos);
  }
}

TEST_CASE("limits: the same in the language of docker stack") {
  const std::string megabyte(1U << 20U, 'x');
  const Row rows[] = {
      {"variables that grow", "    command: " + repeat("${BIG}", 3) + '\n', "size-limit: with its variables put in"},
      {"very many variables", "    command: " + repeat("$A", 20'000) + '\n', "size-limit: with its variables put in"},
      {"as many as may be", "    command: " + repeat("$A", 10'000) + '\n', ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    MemoryReader reader{{"docker-stack.yml", std::string(base) + row.yaml}};
    reader.add(".env", "BIG=" + megabyte + "\nA=\n");
    SourceSet sources(reader);
    const Report report = lint(sources, {.files = {"docker-stack.yml"}}, {.target = Target::swarm});
    const std::string limits = limits_of(report);
    CAPTURE(limits);
    CHECK(report.coverage.unreadable == !row.expected.empty());
    CHECK(limits.empty() == row.expected.empty());
    CHECK(limits.starts_with(row.expected));
  }
}

TEST_CASE("limits: what is not Mailu's is met with silence, however large") {
  MemoryReader reader{{"docker-compose.yml", "services:\n  web: {image: nginx}\nx-a: " + repeat("[", 500) + '\n'}};
  SourceSet sources(reader);
  const Report report = lint(sources, {.files = {"docker-compose.yml"}}, {});
  CHECK(report.findings.empty());
  CHECK_FALSE(report.coverage.unreadable);
}
