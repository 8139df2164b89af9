// What every rule owes its readers: a page of the same shape, examples both ways, a source for its claim; and the
// copies of the registry (page headers, index, README) that must not drift.
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <sstream>

#include <mailu_lint/rule.hpp>

#include "report/rule_list.hpp"
#include "rule_page.hpp"
#include "support.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

namespace {

/// Only a title and a paragraph so far.
bool is_draft(const RulePage& page) {
  return page.sections.empty();
}

bool has_files(const Example& example) {
  return std::ranges::any_of(example.blocks, [](const Block& block) { return !block.file.empty(); });
}

bool has_findings(const Example& example) {
  return std::ranges::any_of(example.blocks, [](const Block& block) {
    return std::ranges::any_of(block.markers,
                               [](const Marker& marker) { return marker.kind == Marker::Kind::finding; });
  });
}

std::filesystem::path rule_source(std::string_view name) {
  std::string stem(name);
  std::ranges::replace(stem, '-', '_');
  return repository_file("rules/" + stem + ".cpp");
}

/// The page with the program's header line in it: title, blank line, header, blank line, the rest.
std::string with_header(const std::string& page, const std::string& header) {
  const std::size_t title_end = page.find('\n');
  std::size_t rest = page.find_first_not_of('\n', title_end);
  if (rest == std::string::npos) rest = page.size();
  if (page.compare(rest, 2, "**") == 0) rest = page.find_first_not_of('\n', page.find('\n', rest));
  return page.substr(0, title_end) + "\n\n" + header + "\n\n" + page.substr(std::min(rest, page.size()));
}

}  // namespace

TEST_CASE("every page has the sections in order") {
  const std::string expected = "Why it matters, Flagged, Accepted, How to fix, When to ignore, References, ";
  for (const RuleEntry& entry : all_rules()) {
    INFO("rule: ", entry.name);
    const RulePage page = read_rule_page(entry.page);
    if (is_draft(page)) {
      MESSAGE("draft: ", entry.name);
      continue;
    }
    std::string headings;
    for (const Section& section : page.sections) {
      headings += section.heading + ", ";
      CHECK_MESSAGE(section.text.find_first_not_of(" \n") != std::string::npos, section.heading, " is empty");
    }
    CHECK(headings == expected);
    CHECK(page.title == entry.name);
    CHECK_MESSAGE(page.intro.find("\n\n", page.intro.find("**")) + 2 < page.intro.size(),
                  "a paragraph is missing below the header line");
    CHECK_FALSE(std::string(entry.page).ends_with("\n\n"));
    std::istringstream lines{std::string(entry.page)};
    for (std::string line; std::getline(lines, line);) {
      CHECK_MESSAGE((line.empty() || (line.back() != ' ' && line.back() != '\t')), "trailing blank: ", line);
    }
  }
}

TEST_CASE("every rule has flagged and accepted examples and a reference") {
  for (const RuleEntry& entry : all_rules()) {
    INFO("rule: ", entry.name);
    const RulePage page = read_rule_page(entry.page);
    if (is_draft(page)) continue;
    const Section* flagged = page.section("Flagged");
    const Section* accepted = page.section("Accepted");
    const Section* references = page.section("References");
    if (!flagged || !accepted || !references) continue;  // said above
    CHECK(std::ranges::any_of(flagged->examples, has_findings));
    CHECK(std::ranges::all_of(flagged->examples, has_findings));
    CHECK(std::ranges::any_of(accepted->examples, has_files));
    CHECK(std::ranges::none_of(accepted->examples, has_findings));
    CHECK(references->text.find("https://") != std::string::npos);
  }
}

TEST_CASE("summaries are short sentences without a full stop, names are plain") {
  for (const RuleEntry& entry : all_rules()) {
    INFO("rule: ", entry.name);
    const std::string_view summary = entry.rule->summary;
    REQUIRE_FALSE(summary.empty());
    CHECK((std::isupper(static_cast<unsigned char>(summary[0])) != 0 || summary[0] == '`'));
    CHECK_FALSE(summary.ends_with('.'));
    CHECK(summary.size() <= 100);
    CHECK(
        std::ranges::all_of(entry.name, [](char c) { return c == '-' || (c >= 'a' && c <= 'z') || std::isdigit(c); }));
  }
}

TEST_CASE("security rules say which weakness they find") {
  for (const RuleEntry& entry : all_rules()) {
    INFO("rule: ", entry.name);
    CHECK((entry.rule->cwe > 0) == (entry.rule->security_severity > 0));
    CHECK(entry.rule->security_severity >= 0);
    CHECK(entry.rule->security_severity <= 10);
  }
}

TEST_CASE("the weaknesses of security rules are those that were decided on") {
  std::ostringstream all;
  for (const RuleEntry& entry : all_rules()) {
    if (entry.rule->cwe > 0)
      all << entry.name << ": CWE-" << entry.rule->cwe << ", " << entry.rule->security_severity << "\n";
  }
  check_expected(repository_file("tests/expected/weaknesses.txt"), all.str());
}

TEST_CASE("rule files are short, and begin by saying why the rule exists") {
  // Where a rule needs more, what it needs is probably a function in src/mailu that the next rule wants too.
  constexpr std::ptrdiff_t longest = 90;
  for (const RuleEntry& entry : all_rules()) {
    INFO("rule: ", entry.name);
    const std::string source = read_file(rule_source(entry.name));
    CHECK(std::ranges::count(source, '\n') <= longest);
    CHECK(source.starts_with("// "));
  }
}

TEST_CASE("the header line of each page is the rule's value") {
  for (const RuleEntry& entry : all_rules()) {
    const auto path = repository_file("docs/rules/" + std::string(entry.name) + ".md");
    check_expected(path, with_header(read_file(path), rule_header(*entry.rule)));
  }
}

TEST_CASE("the index of the pages is made from the registry") {
  check_expected(repository_file("docs/rules/index.md"), rule_index());
}

TEST_CASE("the README's table is made from the registry") {
  const auto path = repository_file("README.md");
  const std::string readme = read_file(path);
  const std::string begin = "<!-- rules: made from the registry -->\n";
  const std::string end = "<!-- end of rules -->\n";
  const std::size_t first = readme.find(begin);
  if (first == std::string::npos) {
    MESSAGE("skipped: README.md has no table of rules");
    return;
  }
  const std::size_t last = readme.find(end);
  REQUIRE(first < last);
  check_expected(path, readme.substr(0, first + begin.size()) + rule_table("docs/rules/") + readme.substr(last));
}
