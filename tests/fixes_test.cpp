// Which fixes go in, and what the text becomes; what the diff of two texts is.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "lint/fixes.hpp"
#include "report/diff.hpp"
#include "sample_run.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

namespace {

std::string itself(const std::string& path) {
  return path;
}

struct Replacement {
  std::string_view what;  ///< first occurrence in the text
  std::string_view with;
};

struct SampleFix {
  std::vector<Replacement> edits;
  FixSafety safety = FixSafety::safe;
};

/// A run over one file `a.yml`, with one finding for each fix.
Run run_of(const std::string& text, const std::vector<SampleFix>& fixes) {
  static MemoryReader no_files{};
  SampleDeployment sample(no_files);
  const FileId file = sample.add_file("a.yml", text);
  for (const SampleFix& fix : fixes) {
    Finding& finding = sample.add("port-unquoted", Severity::warning, sample.at(file, fix.edits.front().what),
                                  "problem " + std::to_string(sample.report().findings.size()));
    finding.fix.emplace();
    finding.fix->safety = fix.safety;
    for (const Replacement& edit : fix.edits) {
      finding.fix->edits.push_back({sample.at(file, edit.what), std::string(edit.with)});
    }
  }
  std::vector<Checked> deployments;
  deployments.push_back(sample.take());
  return make_run(std::move(deployments), {});
}

}  // namespace

TEST_CASE("fixes: whole or not at all, first come first served") {
  constexpr FixSafety safe = FixSafety::safe;
  constexpr FixSafety unsafe = FixSafety::unsafe;
  struct Row {
    std::string_view why;
    std::vector<SampleFix> fixes;
    FixSafety most;
    std::string_view expected;
    std::size_t applied;
  };
  const std::string text = "one two three\nfour five\n";
  const Row rows[] = {
      {"none", {}, safe, "one two three\nfour five\n", 0},
      {"one", {{{{"two", "2"}}}}, safe, "one 2 three\nfour five\n", 1},
      {"neighbours", {{{{"two", "2"}}}, {{{" three", "+3"}}}}, safe, "one 2+3\nfour five\n", 2},
      {"several edits of one fix", {{{{"five", "5"}, {"one", "1"}}}}, safe, "1 two three\nfour 5\n", 1},
      {"the same twice is one edit", {{{{"two", "2"}}}, {{{"two", "2"}}}}, safe, "one 2 three\nfour five\n", 2},
      {"the second waits", {{{{"one two", "x"}}}, {{{"two three", "y"}}}}, safe, "x three\nfour five\n", 1},
      {"an inner one waits", {{{{"one two", "x"}}}, {{{"ne t", "y"}}}}, safe, "x three\nfour five\n", 1},
      {"half a fix is none",
       {{{{"two", "2"}}}, {{{"two", "zwei"}, {"five", "5"}}}},
       safe,
       "one 2 three\nfour five\n",
       1},
      {"unsafe ones are left out", {{{{"two", "2"}}, unsafe}}, safe, "one two three\nfour five\n", 0},
      {"unless asked for", {{{{"two", "2"}}, unsafe}, {{{"one", "1"}}}}, unsafe, "1 2 three\nfour five\n", 2},
      {"removal of a line", {{{{"four five\n", ""}}}}, safe, "one two three\n", 1},
      {"what changes nothing is not written", {{{{"two", "two"}}}}, safe, "one two three\nfour five\n", 1},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const FixedTexts fixed = apply_fixes(run_of(text, row.fixes), row.most, itself);
    CHECK(fixed.fixes == row.applied);
    const auto found = fixed.texts.find("a.yml");
    if (row.expected == text) {
      CHECK(found == fixed.texts.end());
    } else {
      REQUIRE(found != fixed.texts.end());
      CHECK(found->second.path == "a.yml");
      CHECK(found->second.before == text);
      CHECK(found->second.after == row.expected);
    }
  }
}

TEST_CASE("fixes: two deployments that share a file under two names change it once") {
  MemoryReader no_files{};
  std::vector<Checked> deployments;
  for (const char* path : {"a/../mailu.env", "mailu.env"}) {
    SampleDeployment sample(no_files);
    const FileId file = sample.add_file(path, "RELAYNETS=10.1.2.3/8\n");
    Finding& finding = sample.add("relaynets-invalid", Severity::error, sample.at(file, "10.1.2.3/8"), "host bits");
    finding.fix = Fix{.message = "mask them", .edits = {{finding.span, "10.0.0.0/8"}}};
    deployments.push_back(sample.take());
  }
  const Run run = make_run(std::move(deployments), {});
  const FixedTexts fixed = apply_fixes(run, FixSafety::safe, [](const std::string&) { return "/srv/mailu.env"; });
  REQUIRE(fixed.texts.size() == 1);
  CHECK(fixed.texts.at("/srv/mailu.env").after == "RELAYNETS=10.0.0.0/8\n");
}

TEST_CASE("diff: hunks, contexts and ends of files") {
  struct Row {
    std::string_view why;
    std::string before;
    std::string after;
    std::string_view expected;
  };
  const Row rows[] = {
      {"equal texts", "a\nb\n", "a\nb\n", ""},
      {"a line", "a\nb\nc\n", "a\nB\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"},
      {"the only line", "a\n", "b\n", "@@ -1 +1 @@\n-a\n+b\n"},
      {"an added line", "a\nc\n", "a\nb\nc\n", "@@ -1,2 +1,3 @@\n a\n+b\n c\n"},
      {"a removed line", "a\nb\nc\n", "a\nc\n", "@@ -1,3 +1,2 @@\n a\n-b\n c\n"},
      {"all removed", "a\nb\n", "", "@@ -1,2 +0,0 @@\n-a\n-b\n"},
      {"all added", "", "a\n", "@@ -0,0 +1 @@\n+a\n"},
      {"three lines of context", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nX\n6\n7\n8\n9\n",
       "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+X\n 6\n 7\n 8\n"},
      {"contexts that meet are one hunk", "1\n2\n3\n4\n5\n6\n7\n8\n", "X\n2\n3\n4\n5\n6\n7\nY\n",
       "@@ -1,8 +1,8 @@\n-1\n+X\n 2\n 3\n 4\n 5\n 6\n 7\n-8\n+Y\n"},
      {"contexts that do not are two", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "X\n2\n3\n4\n5\n6\n7\n8\nY\n",
       "@@ -1,4 +1,4 @@\n-1\n+X\n 2\n 3\n 4\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+Y\n"},
      {"no line end before", "a\nb", "a\nb\n", "@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n"},
      {"no line end after", "a\nb\n", "a\nb", "@@ -1,2 +1,2 @@\n a\n-b\n+b\n\\ No newline at end of file\n"},
      {"carriage returns stay", "a\r\nb\r\n", "a\r\nB\r\n", "@@ -1,2 +1,2 @@\n a\r\n-b\r\n+B\r\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Diff diff = unified_diff("x.yml", row.before, row.after);
    CHECK(diff.text == (row.expected.empty() ? "" : "--- a/x.yml\n+++ b/x.yml\n" + std::string(row.expected)));
    CHECK_FALSE(diff.masked);
  }
}

TEST_CASE("diff: names as git and patch read them") {
  struct Row {
    std::string_view path;
    std::string_view expected;
  };
  const Row rows[] = {
      {"mail/x.yml", "--- a/mail/x.yml\n"},
      {"mail ü/x.yml", "--- a/mail ü/x.yml\t\n"},
      {"tab\t.yml", "--- \"a/tab\\011.yml\"\n"},
      {"quote\".yml", "--- \"a/quote\\\".yml\"\n"},
  };
  for (const Row& row : rows) {
    CHECK(unified_diff(row.path, "a\n", "b\n").text.starts_with(row.expected));
  }
}

TEST_CASE("diff: no secret is printed, and one that would have to be makes it one to read only") {
  struct Row {
    std::string_view why;
    std::string before;
    std::string after;
    std::string_view expected;
    bool masked;
  };
  const Row rows[] = {
      {"context stops before a secret", "A=1\nDB_PW=hunter22\nB=1\nRELAYNETS=x\nC=1\nSECRET_KEY=hunter22\n",
       "A=1\nDB_PW=hunter22\nB=1\nRELAYNETS=y\nC=1\nSECRET_KEY=hunter22\n",
       "@@ -3,3 +3,3 @@\n B=1\n-RELAYNETS=x\n+RELAYNETS=y\n C=1\n", false},
      {"a secret beside the change", "SECRET_KEY=hunter22\nRELAYNETS=x\n", "SECRET_KEY=hunter22\nRELAYNETS=y\n",
       "@@ -1,2 +1,2 @@\n SECRET_KEY=******\n-RELAYNETS=x\n+RELAYNETS=y\n", true},
      {"a secret is changed", "SECRET_KEY='hunter22'\n", "SECRET_KEY=hunter22\n",
       "@@ -1 +1 @@\n-SECRET_KEY=******\n+SECRET_KEY=******\n", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.why);
    const Diff diff = unified_diff("mailu.env", row.before, row.after);
    CHECK(diff.text == "--- a/mailu.env\n+++ b/mailu.env\n" + std::string(row.expected));
    CHECK(diff.masked == row.masked);
  }
}
