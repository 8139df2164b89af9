// A syntax error hides the rest of a file. What would follow from its absence must not be said.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <mailu_lint/lint.hpp>
#include <mailu_lint/rule.hpp>

#include "support.hpp"

using namespace mailu_lint;

namespace {

const std::string folder = "fixtures/deployments/quiet-own-networks/";

/// `rule: message` of each finding.
std::set<std::string> findings_of(const std::string& yaml, Report& report) {
  test::MemoryReader reader{{"docker-compose.yml", yaml},
                            {"mailu.env", test::read_file(test::repository_file(folder + "mailu.env"))}};
  SourceSet sources(reader);
  report = lint(sources, {.files = {"docker-compose.yml"}}, {});
  std::set<std::string> texts;
  for (const Finding& finding : report.findings) texts.insert(std::string(name(finding.rule)) + ": " + finding.message);
  return texts;
}

bool is_of_parser(const std::string& text) {
  const std::string rule = text.substr(0, text.find(':'));
  return rule == "yaml-syntax" || rule == "duplicate-key" || rule == "alias-invalid";
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string key_of(const std::string& line) {
  return line.substr(0, line.find(':')) + ": ";
}

}  // namespace

TEST_CASE("a syntax error at any line leads to no finding about what was not read") {
  struct Break {
    std::string how;
    std::function<std::string(const std::string&)> of;
  };
  const Break breaks[] = {
      {"an open quote", [](const std::string& line) { return key_of(line) + "\"x"; }},
      {"one blank more", [](const std::string& line) { return ' ' + line; }},
      {"a second colon", [](const std::string& line) { return line + " a: b: c"; }},
      {"an open bracket", [](const std::string& line) { return key_of(line) + "[a, b"; }},
      {"a tab", [](const std::string& line) { return '\t' + line; }},
      {"an alias of nothing", [](const std::string& line) { return key_of(line) + "*nothing"; }},
  };
  const std::string whole = test::read_file(test::repository_file(folder + "docker-compose.yml"));
  Report report;
  const std::set<std::string> of_whole = findings_of(whole, report);
  const std::vector<std::string> lines = lines_of(whole);
  std::size_t cut = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t first = lines[i].find_first_not_of(' ');
    if (first == std::string::npos || lines[i][first] == '#') continue;
    for (const Break& one : breaks) {
      std::string text;
      for (std::size_t j = 0; j < lines.size(); ++j) text += (j == i ? one.of(lines[j]) : lines[j]) + '\n';
      const std::set<std::string> found = findings_of(text, report);
      const bool has_error = std::ranges::any_of(found, is_of_parser);
      if (!has_error) continue;  // the line is well-formed all the same, and says something else
      ++cut;
      const std::string where = one.how + " in line " + std::to_string(i + 1);
      CAPTURE(where);
      for (const std::string& finding : found)
        CHECK_MESSAGE((is_of_parser(finding) || of_whole.contains(finding)), finding);
    }
  }
  CHECK(cut > lines.size());
}

TEST_CASE("rules that a syntax error keeps from being checked are counted") {
  Report report;
  findings_of("services:\n  front: {image: mailu/nginx:1.9}\n  admin: {image: mailu/admin:1.9}\n  x: \"y\n", report);
  REQUIRE(report.coverage.gaps.size() == 1);
  CHECK(report.coverage.gaps[0].reason == "a file cannot be read to its end");
  CHECK(report.coverage.gaps[0].rules.size() > 50);
}
