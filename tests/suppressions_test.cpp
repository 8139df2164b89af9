// Comments that hide findings: which line they count for, and what is wrong with them.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include <mailu_lint/lint.hpp>
#include <mailu_lint/report.hpp>
#include <mailu_lint/rule_id.hpp>

#include "lint/suppressions.hpp"
#include "parse/documents.hpp"
#include "support.hpp"

namespace {

using namespace mailu_lint;
using namespace mailu_lint::test;

/// A text in which each «…» is a finding of sqlite-shared-storage.
struct Marked {
  std::string text{};
  std::vector<Span> spans{};

  explicit Marked(std::string_view marked) {
    constexpr std::string_view open = "\xC2\xAB";
    constexpr std::string_view close = "\xC2\xBB";
    for (std::size_t i = 0; i < marked.size(); ++i) {
      if (marked.substr(i, 2) == open) {
        spans.push_back({FileId{0}, static_cast<std::uint32_t>(text.size()), 0});
        ++i;
      } else if (marked.substr(i, 2) == close) {
        for (auto span = spans.rbegin(); span != spans.rend(); ++span) {
          if (span->end != 0) continue;
          span->end = static_cast<std::uint32_t>(text.size());
          break;
        }
        ++i;
      } else {
        text += marked[i];
      }
    }
  }
};

enum class Language : std::uint8_t { yaml, env };

struct Setup {
  Language language = Language::yaml;
  Dialect dialect = Dialect::compose;
  Options options{.today = "2026-06-30"};
  bool mailu = true;
  std::string gap{};
};

/// `LINE kept`, `LINE hidden: reason`, `LINE rule: message`, one a line.
std::string outcome(std::string_view marked_text, const Setup& setup = {}) {
  const Marked marked(marked_text);
  MemoryReader reader{};
  SourceSet sources(reader);
  const FileId file = sources.add(setup.language == Language::yaml ? "docker-compose.yml" : "mailu.env", marked.text);
  Findings findings;
  Documents documents(sources, findings);
  if (setup.language == Language::yaml) documents.yaml(file);
  findings.list().clear();
  Deployment mail{.dialect = setup.dialect};
  if (setup.mailu) mail.services = {Service{.role = Role::front, .env_files = {EnvFile{.file = file}}}};
  for (const Span span : marked.spans) findings.add(RuleId::sqlite_shared_storage, span, "message");
  findings.set_current(RuleId::sqlite_shared_storage);
  if (!setup.gap.empty()) findings.not_checked(setup.gap);

  const std::vector<Suppressed> suppressed = apply_suppressions(findings, documents, mail, setup.options);
  const auto line = [&](Span span) { return std::to_string(sources[file].position(span.begin).line) + ' '; };
  std::string text;
  for (const Suppressed& one : suppressed) text += line(one.finding.span) + "hidden: " + one.reason + '\n';
  for (const Finding& finding : findings.list()) {
    const bool about_suppressions = entry(finding.rule).rule->category == Category::suppression;
    const std::string what = std::string(name(finding.rule)) + ": " + finding.message;
    text += line(finding.span) + (about_suppressions ? what : "kept") + '\n';
  }
  return text;
}

struct Case {
  std::string_view input;
  std::string_view expected;
};

TEST_CASE("suppressions count for their line, or alone for the next one with content") {
  const Case cases[] = {
      {"a: «b» # mailu-lint: ignore[sqlite-shared-storage] why\n", "1 hidden: why\n"},
      {"# mailu-lint: ignore[sqlite-shared-storage] why\na: «b»\n", "2 hidden: why\n"},
      {"#mailu-lint:ignore[sqlite-shared-storage]why\n\n# more\n  \na: «b»\n", "5 hidden: why\n"},
      // Several rules, several comments above one line.
      {"# mailu-lint: ignore[ no-such-rule , sqlite-shared-storage ] why\na: «b»\n",
       "2 hidden: why\n"
       "1 suppression-unknown: there is no rule `no-such-rule`; nothing is suppressed\n"},
      {"# mailu-lint: ignore[sqlite-shared-storage] why\n# mailu-lint: ignore[duplicate-key] other\na: «b»\n",
       "3 hidden: why\n"
       "2 suppression-unused: `duplicate-key` is not found here; the suppression would hide a new one\n"},
      // Every finding of the line, and those that reach over it.
      {"a: [«b», «c»] # mailu-lint: ignore[sqlite-shared-storage] why\n", "1 hidden: why\n1 hidden: why\n"},
      {"«a:\n  # mailu-lint: ignore[sqlite-shared-storage] why\n  b: c\n  d: e»\n", "1 hidden: why\n"},
      {"«a:\n  b: c» # mailu-lint: ignore[sqlite-shared-storage] why\n", "1 hidden: why\n"},
      {"a:«» # mailu-lint: ignore[sqlite-shared-storage] why\nb: c\n", "1 hidden: why\n"},
      // Another line.
      {"a: b # mailu-lint: ignore[sqlite-shared-storage] why\nc: «d»\n",
       "2 kept\n"
       "1 suppression-unused: `sqlite-shared-storage` is not found here; the suppression would hide a new one\n"},
      {"«a: b»\n# mailu-lint: ignore[sqlite-shared-storage] why\n",
       "1 kept\n"
       "2 suppression-unused: `sqlite-shared-storage` is not found here; the suppression would hide a new one\n"},
      // The nearest takes the finding; one that is not needed is unused.
      {"# mailu-lint: ignore[sqlite-shared-storage] one\na: «b» # mailu-lint: ignore[sqlite-shared-storage] two\n",
       "2 hidden: one\n"
       "2 suppression-unused: `sqlite-shared-storage` is not found here; the suppression would hide a new one\n"},
      // Text is no comment.
      {"a: \"# mailu-lint: ignore[sqlite-shared-storage] why\"\nb: «c»\n", "2 kept\n"},
      {"a: |\n  # mailu-lint: ignore[sqlite-shared-storage] why\nb: «c»\n", "3 kept\n"},
      {"a: «b» # see mailu-lint: ignore[sqlite-shared-storage] why\n", "1 kept\n"},
      {"\xEF\xBB\xBF# mailu-lint: ignore[sqlite-shared-storage] why\r\na: «b»\r\n", "2 hidden: why\n"},
  };
  for (const Case& test : cases) {
    CAPTURE(test.input);
    CHECK(outcome(test.input) == test.expected);
  }
}

TEST_CASE("suppressions that cannot be used hide nothing") {
  const Case cases[] = {
      {"a: «b» # mailu-lint: ignore[sqlite-shared-storage]\n",
       "1 kept\n1 suppression-unreasoned: the suppression gives no reason; nothing is suppressed\n"},
      {"a: «b» # mailu-lint: ignore[sqlite-shared-storage] - -- .\n",
       "1 kept\n1 suppression-unreasoned: the suppression gives no reason; nothing is suppressed\n"},
      {"a: «b» # mailu-lint: ignore[sqlite-shared-storage] \xC3\xBC\n", "1 hidden: \xC3\xBC\n"},
      {"a: «b» # mailu-lint: ignore[sqlite-shared-storage] until=2026-06-30 why\n", "1 hidden: why\n"},
      {"a: «b» # mailu-lint: ignore[sqlite-shared-storage] until=2026-06-29 why\n",
       "1 kept\n1 suppression-expired: the suppression ended with 2026-06-29; what it hid is reported again\n"},
      {"a: «b» # mailu-lint: ignore[sqlite-shared-storage] until=2028-02-29 why\n", "1 hidden: why\n"},
      {"a: «b» # mailu-lint: ignore[sqlite-shared-storage] until=2027-02-29 why\n",
       "1 kept\n1 suppression-unknown: `2027-02-29` is no day; nothing is suppressed\n"},
      {"a: «b» # mailu-lint: ignore[sqlite-shared-storage] until=31.12.2026 why\n",
       "1 kept\n1 suppression-unknown: `31.12.2026` is no day; nothing is suppressed\n"},
      {"a: «b» # mailu-lint: ignore[sqlite-shared-storage] until=2026-13-01 why\n",
       "1 kept\n1 suppression-unknown: `2026-13-01` is no day; nothing is suppressed\n"},
      {"a: «b» # mailu-lint: ignore[sqlite-shared-storage] until= why\n",
       "1 kept\n1 suppression-unknown: `` is no day; nothing is suppressed\n"},
      {"a: «b» # mailu-lint: ignore[sqlite-share-storage] why\n",
       "1 kept\n1 suppression-unknown: there is no rule `sqlite-share-storage`; nothing is suppressed; did you mean "
       "`sqlite-shared-storage`?\n"},
      {"a: «b» # mailu-lint: ignore[] why\n",
       "1 kept\n1 suppression-unknown: no rule is named; nothing is suppressed\n"},
      {"a: «b» # mailu-lint: ignore[ , ] why\n",
       "1 kept\n1 suppression-unknown: no rule is named; nothing is suppressed\n"},
      {"a: «b» # mailu-lint: ignore why\n", "1 kept\n1 suppression-unknown: no rule is named; nothing is suppressed\n"},
      {"a: «b» # mailu-lint: ignore[sqlite-shared-storage why\n",
       "1 kept\n1 suppression-unknown: the list of rules has no `]`; nothing is suppressed\n"},
      {"a: «b» # mailu-lint: off[sqlite-shared-storage] why\n",
       "1 kept\n1 suppression-unknown: `off` is not known here; nothing is suppressed\n"},
      {"a: «b» # mailu-lint: this is prose\n", "1 kept\n"},
  };
  for (const Case& test : cases) {
    CAPTURE(test.input);
    CHECK(outcome(test.input) == test.expected);
  }
}

TEST_CASE("suppressions in env files stand where the grammar has a comment") {
  constexpr std::string_view behind = "A=«b» # mailu-lint: ignore[sqlite-shared-storage] why\n";
  constexpr std::string_view above = "# mailu-lint: ignore[sqlite-shared-storage] why\nA=«b»\n";
  const Setup compose{.language = Language::env};
  const Setup stack{.language = Language::env, .dialect = Dialect::stack};
  CHECK(outcome(above, compose) == "2 hidden: why\n");
  CHECK(outcome(above, stack) == "2 hidden: why\n");
  CHECK(outcome(behind, compose) == "1 hidden: why\n");
  CHECK(outcome(behind, stack) == "1 kept\n");  // part of the value
  const Case in_compose[] = {
      {"A=«b»# mailu-lint: ignore[sqlite-shared-storage] why\n", "1 kept\n"},
      {"A= «# mailu-lint: ignore[sqlite-shared-storage] why»\n", "1 kept\n"},
      {"A=\"«b» # mailu-lint: ignore[sqlite-shared-storage] why\"\n", "1 kept\n"},
      {"A=\"«b»\" # mailu-lint: ignore[sqlite-shared-storage] why\n", "1 hidden: why\n"},
      {"A='b\n# mailu-lint: ignore[sqlite-shared-storage] why\nc'\nD=«e»\n", "4 kept\n"},
      {"A\n  # mailu-lint: ignore[sqlite-shared-storage] why\nexport B: «c»\n", "3 hidden: why\n"},
      {"\xEF\xBB\xBF# mailu-lint: ignore[sqlite-shared-storage] why\r\nA=«b»\r\n", "2 hidden: why\n"},
  };
  for (const Case& test : in_compose) {
    CAPTURE(test.input);
    CHECK(outcome(test.input, compose) == test.expected);
  }
}

TEST_CASE("a suppression is unused only when everything was looked at") {
  constexpr std::string_view unused = "a: b # mailu-lint: ignore[sqlite-shared-storage] why\n";
  CHECK(outcome(unused).starts_with("1 suppression-unused"));
  CHECK(outcome(unused, {.mailu = false}) == "");
  CHECK(outcome(unused, {.gap = "mailu.env not found"}) == "");
  Setup disabled{};
  disabled.options.enabled.assign(all_rules().size(), false);
  CHECK(outcome(unused, disabled) == "");
  CHECK(outcome(std::string(unused) + "c: \"\n") == "");  // a syntax error
}

TEST_CASE("suppressions can be left out of account") {
  Setup setup{};
  setup.options.suppressions = false;
  CHECK(outcome("a: «b» # mailu-lint: ignore[sqlite-shared-storage] why\n", setup) == "1 kept\n");
  CHECK(outcome("a: «b» # mailu-lint: ignore[nonsense] why\n", setup) == "1 kept\n");
  setup.options = {};  // no clock: nothing has ended
  CHECK(outcome("a: «b» # mailu-lint: ignore[sqlite-shared-storage] until=1999-01-01 why\n", setup) ==
        "1 hidden: why\n");
}

TEST_CASE("an unused suppression is removed with its line or its blanks") {
  const Case cases[] = {
      {"a: b \t# mailu-lint: ignore[sqlite-shared-storage] why\nc: d\n", "a: b\nc: d\n"},
      {"a: b\n  # mailu-lint: ignore[sqlite-shared-storage] why\r\nc: d\n", "a: b\nc: d\n"},
      {"a: b\n# mailu-lint: ignore[sqlite-shared-storage] why", "a: b\n"},
      {"a: b # mailu-lint: ignore[sqlite-shared-storage, duplicate-key] why\n", ""},  // not the whole comment
  };
  for (const Case& test : cases) {
    CAPTURE(test.input);
    MemoryReader reader{};
    SourceSet sources(reader);
    const FileId file = sources.add("docker-compose.yml", std::string(test.input));
    Findings findings;
    Documents documents(sources, findings);
    documents.yaml(file);
    Deployment mail;
    mail.services = {Service{.role = Role::front}};
    apply_suppressions(findings, documents, mail, {});
    REQUIRE_FALSE(findings.list().empty());
    std::string text;
    if (const auto& fix = findings.list().front().fix) {
      REQUIRE(fix->edits.size() == 1);
      const Edit& edit = fix->edits.front();
      text = std::string(test.input).replace(edit.span.begin, edit.span.end - edit.span.begin, edit.replacement);
    }
    CHECK(text == test.expected);
  }
}

TEST_CASE("in a file of several deployments one that needs the suppression is enough") {
  MemoryReader reader{{"mailu.env", "A=b # mailu-lint: ignore[sqlite-shared-storage] why\n"}};
  const Span place{FileId{0}, 27, 48};
  const auto deployment = [&](bool used) {
    Checked checked{.sources = std::make_unique<SourceSet>(reader)};
    checked.sources->open("mailu.env");
    if (used) {
      checked.report.suppressed = {Suppressed{.comment = place, .reason = "why"}};
    } else {
      checked.report.findings = {Finding{.rule = RuleId::suppression_unused, .span = place, .message = "unused"}};
    }
    return checked;
  };
  const auto findings_in = [&](bool first, bool second) {
    std::vector<Checked> deployments;
    deployments.push_back(deployment(first));
    deployments.push_back(deployment(second));
    return make_run(std::move(deployments), {}).findings.size();
  };
  CHECK(findings_in(false, false) == 1);
  CHECK(findings_in(true, false) == 0);
  CHECK(findings_in(false, true) == 0);
}

}  // namespace
