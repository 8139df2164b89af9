// YAML, env files and cluster facts through the whole pipeline into every format. A file that the fuzzer cannot change
// puts secrets into each deployment: none of them may come out.
#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include <mailu_lint/rule_id.hpp>

#include "lint/resolve.hpp"
#include "mailu/secret_spans.hpp"
#include "oracles.hpp"
#include "parse/documents.hpp"
#include "project.hpp"
#include "report/baseline.hpp"
#include "report/show.hpp"

using namespace mailu_lint;
using namespace mailu_lint::fuzz;

namespace {

constexpr std::string_view secret = "Zq7hunter2";
constexpr std::string_view planted =
    "services:\n"
    "  admin:\n"
    "    environment:\n"
    "      SECRET_KEY: Zq7hunter2\n"
    "      DB_PW: ${DB_PW_OF_NOBODY:-Zq7hunter2}\n"
    "      SQLALCHEMY_DATABASE_URI: mysql://mailu:Zq7hunter2@db/mailu\n";

bool plants(const std::map<std::string, std::string>& files) {
  for (const auto& [name, text] : files) {
    // What the fuzzer wrote itself is no secret of ours; a template is not linted.
    if (name.find("planted") != std::string::npos || text.find("hunter") != std::string::npos) return false;
  }
  return true;
}

void expect_no_secret(std::string_view text, std::string_view what) {
  expect(text.find(secret) == std::string_view::npos, "no secret is told:", what);
}

void check_output(const Format& format, const std::string& text) {
  const std::string_view name = format.name;
  expect_no_secret(text, name);
  if (name == "junit" || name == "checkstyle") {
    expect_xml(text, name);
  } else if (name == "json" || name == "sarif" || name == "gitlab" || name == "rdjson") {
    expect_json(text, name);
  } else {
    expect_utf8(text, name);
  }
}

/// What a baseline accepts is not told again.
void check_baseline(Run& run) {
  const ReportOptions options;
  const std::string text = write_baseline(run, options);
  expect_json(text, "baseline");
  expect_no_secret(text, "baseline");
  Baseline known;
  const std::string wrong = read_baseline(text, known);
  expect(wrong.empty(), "a baseline is read again:", wrong);
  apply_baseline(run, known, options);
  expect(run.findings.empty(), "all findings are in the baseline");
  expect(run.solved == 0, "nothing is solved yet");
}

void check_show(const Project& project, FileReader& reader) {
  SourceSet sources(reader);
  Findings findings;
  Documents documents(sources, findings);
  Coverage coverage;
  Resolved resolved = resolve(project, {}, documents, coverage);
  // A hundred thousand values from five lines take ten seconds to print, and are no more to see than ten of them.
  if (std::ranges::find(findings.list(), RuleId::alias_limit, &Finding::rule) != findings.list().end()) return;
  write_environments(resolved.model);
  const auto secrets = secret_spans(resolved.deployment);
  const ShowOptions options{
      .origins = Origins::show, .secrets = Secrets::hide, .secret_spans = {secrets.begin(), secrets.end()}};
  const std::string json = show_json(resolved.model, sources, options);
  const std::string yaml = show_yaml(resolved.model, sources, options);
  expect_json(json, "show");
  expect_no_secret(json, "show, JSON");
  expect_no_secret(yaml, "show, YAML");
  expect_places(findings, sources);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // SARIF repeats the page of every rule, whatever the input: it would take nine tenths of the time.
  const bool with_sarif = std::hash<std::string_view>{}(text_of(data, size)) % 32 == 0;
  auto files = files_in(text_of(data, size));
  if (!plants(files)) return 0;
  files["planted.yml"] = planted;
  Project project = project_of(files);
  if (std::ranges::find(project.files, "planted.yml") == project.files.end()) project.files.emplace_back("planted.yml");
  TextReader reader(std::move(files));
  const Run first = lint_project(project, reader);
  Run second = lint_project(project, reader);
  for (const RunFinding& item : first.findings) {
    expect_places(*item, *item.sources);
    expect_no_secret(item->message, "message");
  }
  for (const Format& format : all_formats()) {
    if (format.name == "sarif" && !with_sarif) continue;
    const ReportOptions options{.detail = ReportOptions::Detail::verbose};
    const std::string text = format.write(first, options);
    check_output(format, text);
    expect(text == format.write(second, options), "the same input gives the same bytes:", format.name);
  }
  check_baseline(second);
  check_show(project, reader);
  return 0;
}
