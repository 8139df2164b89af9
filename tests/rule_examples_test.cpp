// Every rule's page is a test of the rule: its flagged examples give exactly the findings that are marked in them, its
// accepted ones give none, and a fix makes the block that is marked `fixed`. tests/rules/<rule>.md has duller cases.
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <sstream>

#include <mailu_lint/lint.hpp>

#include "rule_page.hpp"
#include "support.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

namespace {

/// What lint() is told, and the files it may read.
struct Run {
  MemoryReader reader{};
  Project project{};
  Options options{};
};

/// The options of a `console` block: `$ mailu-lint --managers 4 docker-stack.yml`.
void read_command(std::string_view text, Run& run) {
  std::istringstream words{std::string(text)};
  std::string word;
  words >> word >> word;
  REQUIRE_MESSAGE(word == "mailu-lint", "a console block starts with `$ mailu-lint`");
  std::vector<std::string> files;
  while (words >> word) {
    if (!word.starts_with("-")) {
      files.push_back(word);
      continue;
    }
    std::string value;
    words >> value;
    REQUIRE_MESSAGE(!value.empty(), word, " needs a value");
    if (word == "-f") {
      files.push_back(value);
    } else if (word == "--target") {
      run.options.target = value == "swarm" ? Target::swarm : Target::compose;
    } else if (word == "--managers") {
      run.options.managers = std::stoll(value);
    } else if (word == "--ingress-subnet") {
      run.options.ingress_subnets.push_back(value);
    } else if (word == "--mailu-release") {
      run.options.release = parse_release(value);
      REQUIRE(run.options.release);
    } else if (word == "--env-file") {
      run.project.env_files.push_back(value);
    } else {
      FAIL("an example may not use ", word);
    }
  }
  if (!files.empty()) run.project.files = files;
}

/// Files named docker compose's way are given to lint; env files lie beside them; text and JSON are cluster facts.
Run make_run(const Example& example) {
  Run run;
  for (const Block& block : example.blocks) {
    if (block.file.empty() || block.fixed) continue;
    run.reader.add(block.file, block.text);
    if (block.language == "yaml") run.project.files.push_back(block.file);
    if (block.language == "text" || block.language == "json") run.project.cluster.push_back(block.file);
  }
  for (const Block& block : example.blocks) {
    if (block.language == "console") read_command(block.text, run);
  }
  return run;
}

std::string place(const SourceSet& sources, Span span) {
  const SourceFile& file = sources[span.file];
  return file.path() + ":" + std::to_string(file.position(span.begin).line);
}

std::string place(const Marker& marker) {
  return marker.file + ":" + std::to_string(marker.line);
}

std::string show(const SourceSet& sources, const Finding& finding) {
  std::string text = place(sources, finding.span) + ": " + finding.message;
  for (const Related& related : finding.related) {
    text += "\n    " + place(sources, related.span) + ": " + related.message;
  }
  return text;
}

/// Takes the first of `found` that the marker means. A marker's text is part of the message.
template <class Found>
bool take(std::vector<Found>& found, const Marker& marker, const SourceSet& sources) {
  const auto hit = std::ranges::find_if(found, [&](const Found& one) {
    return place(sources, one.span) == place(marker) && one.message.find(marker.text) != std::string::npos;
  });
  if (hit == found.end()) return false;
  found.erase(hit);
  return true;
}

bool starts_low(const std::string& sentence) {
  constexpr std::string_view names[] = {"Docker Hub", "Dovecot", "Mailu", "Postfix", "Roundcube", "Let's Encrypt"};
  const auto is_upper = [&](std::size_t i) { return std::isupper(static_cast<unsigned char>(sentence[i])) != 0; };
  return !is_upper(0) || is_upper(1) ||
         std::ranges::any_of(names, [&](std::string_view name) { return sentence.starts_with(name); });
}

/// What docs/message-style.md asks for, as far as a program can tell.
void check_style(const Finding& finding) {
  INFO("message: ", finding.message);
  std::vector<std::string> sentences{finding.message, finding.help, finding.label};
  for (const Related& related : finding.related) sentences.push_back(related.message);
  for (const std::string& sentence : sentences) {
    if (sentence.empty()) continue;
    INFO("sentence: ", sentence);
    CHECK(starts_low(sentence));
    CHECK_FALSE(sentence.ends_with('.'));
    CHECK(std::ranges::count(sentence, '`') % 2 == 0);
    CHECK(sentence.find('\n') == std::string::npos);
  }
  CHECK(finding.message.size() <= 120);
  CHECK_FALSE(finding.help.empty());
}

/// The text with all edits of the report that belong to the file, from the last to the first.
std::string with_fixes(std::string text, const std::string& file, const Report& report, const SourceSet& sources) {
  std::vector<Edit> edits;
  for (const Finding& finding : report.findings) {
    if (!finding.fix) continue;
    std::ranges::copy_if(finding.fix->edits, std::back_inserter(edits),
                         [&](const Edit& edit) { return sources[edit.span.file].path() == file; });
  }
  std::ranges::sort(edits, std::ranges::greater{}, [](const Edit& edit) { return edit.span.begin; });
  for (const Edit& edit : edits) text.replace(edit.span.begin, edit.span.end - edit.span.begin, edit.replacement);
  return text;
}

Report lint_with(RuleId rule, SourceSet& sources, Run& run) {
  // What is said about suppressions depends on the other rules, and on the day.
  const bool alone = entry(rule).rule->category != Category::suppression;
  if (alone) run.options.enabled.assign(all_rules().size(), false);
  if (alone) run.options.enabled[static_cast<std::size_t>(rule)] = true;
  run.options.today = "2026-06-30";
  Report report = lint(sources, run.project, run.options);
  std::erase_if(report.findings, [&](const Finding& finding) { return finding.rule != rule; });
  return report;
}

/// The `fixed` blocks are what the fixes make of the files, and nothing is left to fix in them.
void check_fixes(const Example& example, RuleId rule, const Report& report, const SourceSet& sources) {
  Example after = example;
  bool fixed_any = false;
  for (const Block& fixed : example.blocks) {
    if (!fixed.fixed) continue;
    fixed_any = true;
    const auto same_file = [&](const Block& block) { return block.file == fixed.file && !block.fixed; };
    const auto before = std::ranges::find_if(after.blocks, same_file);
    REQUIRE_MESSAGE(before != after.blocks.end(), fixed.file, " is fixed, but never shown before");
    before->text = with_fixes(before->text, fixed.file, report, sources);
    CHECK(before->text == fixed.text);
  }
  if (!fixed_any) return;
  Run run = make_run(after);
  SourceSet fixed_sources(run.reader);
  for (const Finding& finding : lint_with(rule, fixed_sources, run).findings) {
    if (finding.fix) FAIL_CHECK("still to be fixed: ", show(fixed_sources, finding));
  }
}

enum class Expected { marked, nothing };

void run_example(RuleId rule, const Example& example, Expected expected) {
  INFO("example: ", example.heading);
  Run run = make_run(example);
  if (run.project.files.empty()) {
    CHECK_MESSAGE(expected == Expected::nothing, "a flagged example needs a yaml block with file=");
    return;
  }
  SourceSet sources(run.reader);
  const Report report = lint_with(rule, sources, run);
  std::vector<Finding> unexpected = report.findings;
  std::vector<Related> related;
  for (const Finding& finding : unexpected) {
    check_style(finding);
    std::ranges::copy(finding.related, std::back_inserter(related));
  }
  for (const Block& block : example.blocks) {
    for (const Marker& marker : block.markers) {
      const bool found =
          marker.kind == Marker::Kind::finding ? take(unexpected, marker, sources) : take(related, marker, sources);
      CHECK_MESSAGE(found, "not reported at ", place(marker), ": ", marker.text);
    }
  }
  for (const Finding& finding : unexpected) FAIL_CHECK("not marked: ", show(sources, finding));
  const bool found_before_checks = entry(rule).rule->check == nullptr;
  CHECK_MESSAGE((report.coverage.applicable || found_before_checks),
                "the example is not taken for a Mailu deployment: nothing was tested");
  if (expected == Expected::marked) check_fixes(example, rule, report, sources);
}

void run_page(RuleId rule, const RulePage& page) {
  for (const std::string& problem : page.problems) FAIL_CHECK(problem);
  for (const Section& section : page.sections) {
    INFO("section: ", section.heading);
    for (const Example& example : section.examples) {
      run_example(rule, example, section.heading == "Flagged" ? Expected::marked : Expected::nothing);
    }
  }
}

/// Everything but the message, which the page has.
std::string describe(const SourceSet& sources, const Report& report) {
  std::string out;
  for (const Finding& finding : report.findings) {
    out += "  " + place(sources, finding.span) + " " + std::string(to_string(finding.severity)) + " " +
           std::string(sources.text(finding.span)) + "\n";
    if (!finding.label.empty()) out += "    label: " + finding.label + "\n";
    for (const Related& related : finding.related) {
      out += "    " + place(sources, related.span) + " " + std::string(sources.text(related.span)) + ": " +
             related.message + "\n";
    }
    out += "    help: " + finding.help + "\n";
  }
  for (const Gap& gap : report.coverage.gaps) out += "  not checked: " + gap.reason + "\n";
  return out;
}

/// The text with `${NOT_SET}` for the value of the setting in that line, if there is one.
std::optional<std::string> with_unknown(const std::string& text, std::uint32_t line) {
  std::size_t begin = 0;
  for (std::uint32_t i = 1; i < line; ++i) begin = text.find('\n', begin) + 1;
  const std::size_t name = text.find_first_not_of(" -", begin);
  const std::size_t name_end = text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_", name);
  const std::size_t end = std::min(text.find('\n', begin), text.size());
  if (name >= end || name_end == name || name_end >= end) return std::nullopt;
  const std::size_t value = text[name_end] == '=' ? name_end + 1 : name_end + 2;
  if (text[name_end] != '=' && text.substr(name_end, 2) != ": ") return std::nullopt;
  return text.substr(0, value) + "${NOT_SET}" + text.substr(end);
}

/// Rules that look at a setting's name, at where it stands, or at how it is written.
constexpr std::string_view about_names[] = {"env-value-inherited", "release-end-of-life", "secret-in-compose",
                                            "setting-duplicate",   "setting-removed",     "setting-shadowed",
                                            "setting-too-new",     "setting-unknown",     "version-variable-unread"};

/// A stack takes `${NOT_SET}` in an env file as it stands.
bool may_be_unknown(const Example& example, const Block& block) {
  return !block.fixed && (block.language == "yaml" || std::ranges::none_of(example.blocks, [](const Block& other) {
                            return other.file.find("stack") != std::string::npos;
                          }));
}

/// Silent about each marked setting once its value is not known, and the report says so. Returns how many there were.
std::size_t run_unknown(RuleId rule, const Example& example) {
  std::size_t asked = 0;
  for (std::size_t i = 0; i < example.blocks.size(); ++i) {
    for (const Marker& marker : example.blocks[i].markers) {
      const auto text = with_unknown(example.blocks[i].text, marker.line);
      if (marker.kind != Marker::Kind::finding || !text || !may_be_unknown(example, example.blocks[i])) continue;
      Example changed = example;
      changed.blocks[i].text = *text;
      Run run = make_run(changed);
      SourceSet sources(run.reader);
      const Report report = lint_with(rule, sources, run);
      INFO("example: ", example.heading);
      for (const Finding& finding : report.findings)
        CHECK_MESSAGE(place(sources, finding.span) != place(marker), show(sources, finding));
      CHECK_MESSAGE(!report.coverage.gaps.empty(), place(marker), ": nothing is said of what was not checked");
      ++asked;
    }
  }
  return asked;
}

}  // namespace

TEST_CASE("what pages do not say of their examples: labels, related places, help, and what was not checked") {
  std::string all;
  for (const RuleEntry& entry : all_rules()) {
    const RuleId rule = *find_rule(entry.name);
    const auto more = repository_file("tests/rules/" + std::string(entry.name) + ".md");
    for (const std::string& page : {std::string(entry.page), std::filesystem::exists(more) ? read_file(more) : ""}) {
      for (const Section& section : read_rule_page(page).sections) {
        for (const Example& example : section.examples) {
          Run run = make_run(example);
          if (run.project.files.empty()) continue;
          SourceSet sources(run.reader);
          if (const std::string told = describe(sources, lint_with(rule, sources, run)); !told.empty()) {
            all += std::string(entry.name) + ", " + example.heading + "\n" + told;
          }
        }
      }
    }
  }
  check_expected(repository_file("tests/expected/rule_findings.txt"), all);
}

TEST_CASE("a rule is silent about a setting whose value is not known, and that is told") {
  std::size_t asked = 0;
  for (const RuleEntry& entry : all_rules()) {
    INFO("rule: ", entry.name);
    if (entry.rule->check == nullptr || std::ranges::count(about_names, entry.name) > 0) continue;
    const auto more = repository_file("tests/rules/" + std::string(entry.name) + ".md");
    for (const std::string& page : {std::string(entry.page), std::filesystem::exists(more) ? read_file(more) : ""}) {
      const RulePage read = read_rule_page(page);
      const Section* flagged = read.section("Flagged");
      if (!flagged) continue;
      for (const Example& example : flagged->examples) asked += run_unknown(*find_rule(entry.name), example);
    }
  }
  CHECK(asked > 100);
}

TEST_CASE("the examples of the rules' pages give what they say") {
  for (const RuleEntry& entry : all_rules()) {
    INFO("rule: ", entry.name);
    const RuleId rule = *find_rule(entry.name);
    run_page(rule, read_rule_page(entry.page));
    const auto more = repository_file("tests/rules/" + std::string(entry.name) + ".md");
    if (std::filesystem::exists(more)) run_page(rule, read_rule_page(read_file(more)));
  }
}

TEST_CASE("tests/rules has files of rules only") {
  if (!std::filesystem::exists(repository_file("tests/rules"))) return;
  for (const auto& file : std::filesystem::directory_iterator(repository_file("tests/rules"))) {
    CHECK_MESSAGE(find_rule(file.path().stem().string()), file.path().string());
  }
}
