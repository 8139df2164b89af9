// Every format over the same run, compared with a file a format; then what the files do not show.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include <mailu_lint/report.hpp>

#include "sample_run.hpp"
#include "support.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

namespace {

std::string write(std::string_view format, const Run& run, ReportOptions options = {}) {
  options.working_directory = "/home/me/repo";
  options.repository_root = "/home/me/repo";
  const Format* found = find_format(format);
  REQUIRE(found);
  return found->write(run, options);
}

/// The text of one finding over one file, `span` being the first `what` in it.
std::string frame(const std::string& text, std::string_view what, ReportOptions options = {}, std::string label = "") {
  MemoryReader none{};
  SampleDeployment sample(none);
  const FileId file = sample.add_file("a.yml", text);
  sample.add("yaml-syntax", Severity::error, sample.at(file, what), "m").label = std::move(label);
  std::vector<Checked> deployments;
  deployments.push_back(sample.take());
  options.detail = ReportOptions::Detail::quiet;
  return write("text", make_run(std::move(deployments), {}), options);
}

}  // namespace

/// SARIF carries every rule with its page, and `ruleIndex` moves with every new one: neither is compared.
std::string without_rules(std::string_view format, std::string text) {
  if (format != "sarif") return text;
  const std::size_t begin = text.find("\"rules\": [");
  const std::size_t end = text.find("\n          ]", begin);
  REQUIRE(end != std::string::npos);
  text.replace(begin, end - begin, "\"rules\": [");
  constexpr std::string_view key = "\"ruleIndex\": ";
  for (std::size_t at = text.find(key); at != std::string::npos; at = text.find(key, at)) {
    at += key.size();
    text.replace(at, text.find(',', at) - at, "0");
  }
  return text;
}

TEST_CASE("every format writes what it wrote before") {
  const Run run = sample_run();
  const Run clean = clean_run();
  for (const Format& format : all_formats()) {
    CAPTURE(format.name);
    const std::string name(format.name);
    check_expected(repository_file("tests/golden/" + name + ".txt"), without_rules(name, write(name, run)));
    check_expected(repository_file("tests/golden/" + name + "-clean.txt"), without_rules(name, write(name, clean)));
  }
}

// The readers and validators of other people get these: tests/outside/{github,json,sarif,vim,xml}.sh.
TEST_CASE("samples for the validators are written") {
  const std::filesystem::path folder = MAILU_LINT_SAMPLES_DIR;
  const Run run = sample_run();
  for (const RunFinding& item : run.findings) {
    const auto path = folder / "sources" / item.file().path();
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << item.file().text();
  }
  for (const Format& format : all_formats()) {
    const std::string name(format.name);
    std::ofstream(folder / name, std::ios::binary) << write(name, run);
    std::ofstream(folder / (name + "-clean"), std::ios::binary) << write(name, clean_run());
    CHECK(std::filesystem::file_size(folder / name) > 0);
  }
}

TEST_CASE("the text has a colourful, an ASCII and a talkative variant") {
  const Run run = sample_run();
  check_expected(repository_file("tests/golden/text-color.txt"),
                 write("text", run, {.color = true, .hyperlinks = true}));
  check_expected(repository_file("tests/golden/text-ascii.txt"), write("text", run, {.unicode = false, .width = 60}));
  check_expected(repository_file("tests/golden/text-verbose.txt"),
                 write("text", run, {.detail = ReportOptions::Detail::verbose}));
  for (const char c : write("text", run, {.unicode = false})) CHECK(static_cast<unsigned char>(c) < 0x80);
}

TEST_CASE("no format shows a secret or passes an escape on") {
  const Run run = sample_run();
  for (const Format& format : all_formats()) {
    CAPTURE(format.name);
    const std::string text = write(format.name, run);
    CHECK(text.find("correct-horse") == std::string::npos);
    CHECK(text.find('\x1b') == std::string::npos);
  }
}

TEST_CASE("frames") {
  struct Row {
    std::string text;
    std::string_view what;
    std::string expected;
  };
  const Row rows[] = {
      {"a: b\n", "b", "1 | a: b\n  |    ^\n"},
      // Tabs are widened, wide characters take two columns, combining marks none.
      {"a:\tb\n", "b", "1 | a:    b\n  |       ^\n"},
      {"日本: b\n", "b", "1 | 日本: b\n  |       ^\n"},
      {"e\u0301: b\n", "b", "1 | e\u0301: b\n  |    ^\n"},
      {"a: 📬\n", "📬", "1 | a: 📬\n  |    ^^\n"},
      // A span over several lines is underlined on its first.
      {"a:\n  b: 1\n", "a:\n  b", "1 | a:\n  | ^^\n"},
      // What a terminal would obey is made visible.
      {"a: \x1b[2J\n", "[2J", "1 | a: ␛[2J\n  |     ^^^\n"},
      {"a: \u202Eb\n", "b", "1 | a: \\u{202e}b\n  |            ^\n"},
      {"a: \xff\n", "\xff", "1 | a: \uFFFD\n  |    ^\n"},
      // Windows line ends leave nothing behind.
      {"a: b\r\nc: d\r\n", "d", "2 | c: d\n  |    ^\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(frame(row.text, row.what).find("  |\n" + row.expected) != std::string::npos);
  }
}

TEST_CASE("long lines are cut around the span") {
  const std::string text = "a: " + std::string(300, 'x') + " HERE " + std::string(300, 'y') + "\n";
  const std::string shown = frame(text, "HERE", {.width = 60}, "this");
  CAPTURE(shown);
  CHECK(shown.find("HERE") != std::string::npos);
  CHECK(shown.find("^^^^ this") != std::string::npos);
  std::size_t begin = 0;
  for (std::size_t end = shown.find('\n'); end != std::string::npos; end = shown.find('\n', begin)) {
    CHECK(end - begin <= 60 + 2 * std::string_view("…").size());
    begin = end + 1;
  }
  // The place of the marks is that of the text.
  const std::size_t line = shown.find("1 | ");
  const std::size_t marks = shown.find("  | ", shown.find('\n', line));
  const std::size_t ellipsis_bytes = std::string_view("…").size() - 1;
  CHECK(shown.find("HERE") - line == shown.find("^^^^") - marks + ellipsis_bytes);
}

TEST_CASE("a finding in a file that two deployments share is reported once") {
  std::vector<Checked> deployments;
  MemoryReader none{};
  for (const char* own : {"one.yml", "two.yml"}) {
    SampleDeployment sample(none);
    const FileId yaml = sample.add_file(own, "a: b\n");
    const FileId env = sample.add_file("mailu.env", "X=1\n");
    sample.add("yaml-syntax", Severity::error, sample.at(yaml, "b"), "own");
    sample.add("yaml-syntax", Severity::error, sample.at(env, "1"), "shared");
    deployments.push_back(sample.take());
  }
  const Run run = make_run(std::move(deployments), {});
  std::string seen;
  for (const RunFinding& item : run.findings) seen += item.file().path() + ' ' + item->message + '\n';
  CHECK(seen == "mailu.env shared\none.yml own\ntwo.yml own\n");
  CHECK(summarize(run).errors == 3);
}
