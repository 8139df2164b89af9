// Whole deployments, as administrators write them, and what is told of each: fixtures/deployments/NAME holds the files,
// expected.txt (the concise report), and command.txt where options are needed. UPDATE_EXPECTED=1 rewrites the reports.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <mailu_lint/report.hpp>

#include "cli/disk_reader.hpp"
#include "cli/lint_run.hpp"
#include "cli/options.hpp"
#include "support.hpp"
#include "temporary_folder.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

namespace {

std::vector<std::string> fixtures() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(repository_file("fixtures/deployments"))) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

/// The words after `mailu-lint` in command.txt; none without that file: the deployment of the current directory.
std::vector<std::string> arguments_of(const std::filesystem::path& folder) {
  if (!std::filesystem::exists(folder / "command.txt")) return {};
  std::istringstream text(read_file(folder / "command.txt"));
  std::string word;
  text >> word;
  REQUIRE_MESSAGE(word == "mailu-lint", folder.string(), ": command.txt begins with mailu-lint");
  std::vector<std::string> words;
  while (text >> word) words.push_back(word);
  return words;
}

/// What the program finds when it is started in the fixture's folder.
Run run_fixture(const std::string& name) {
  const auto folder = repository_file("fixtures/deployments/" + name);
  const std::vector<std::string> words = arguments_of(folder);
  std::vector<const char*> arguments;
  for (const std::string& word : words) arguments.push_back(word.c_str());
  Command command = parse_command_line(arguments);
  auto* check = std::get_if<CheckCommand>(&command);
  REQUIRE_MESSAGE(check, name, ": command.txt is no check");
  check->input.overrides.lint.today = "2026-06-30";
  const CurrentDirectory there(folder);
  mailu_lint::DiskReader reader(check->input.max_file_size);
  return lint_run(*check, "", reader, {});
}

/// Nothing is to be warned of in a deployment that is called so; except that `::1:25:25` is what it is.
bool may_warn(const std::string& fixture, std::string_view rule) {
  if (fixture == "quiet-loopback-ipv6") return rule == "port-ipv6-unbracketed";
  return !fixture.starts_with("quiet-");
}

/// Pairs of rules that may speak of one place: two causes, with two remedies.
struct Pair {
  std::string_view one{};
  std::string_view other{};
  std::string_view why{};
};
constexpr Pair two_causes[] = {
    {"host-port-replicas", "letsencrypt-replicated-front", "the node's port; who asks for certificates"},
    {"ipv6-clients-as-gateway", "port-unquoted", "who reaches the port; how docker-compose 1 reads it"},
    {"release-end-of-life", "swarm-unsupported-release", "nobody mends it; nobody made it for swarm"},
    {"stack-env-not-read", "variable-unbraced-operator", "where the variable is set; how its name is read"},
};

const Pair* find_pair(std::string_view a, std::string_view b) {
  const auto found = std::ranges::find_if(two_causes, [&](const Pair& pair) {
    return (pair.one == a && pair.other == b) || (pair.one == b && pair.other == a);
  });
  return found == std::end(two_causes) ? nullptr : &*found;
}

}  // namespace

TEST_CASE("deployments: what is told of each") {
  for (const std::string& name : fixtures()) {
    INFO("deployment: ", name);
    const Run run = run_fixture(name);
    std::string told = find_format("concise")->write(run, {});
    for (const std::string& problem : run.problems) told += "mailu-lint: " + problem + '\n';
    check_expected(repository_file("fixtures/deployments/" + name + "/expected.txt"), told);
  }
}

TEST_CASE("deployments: each is taken for Mailu's, and the quiet ones get notes at most") {
  for (const std::string& fixture : fixtures()) {
    INFO("deployment: ", fixture);
    const Run run = run_fixture(fixture);
    REQUIRE(run.deployments.size() == 1);
    const Coverage& coverage = run.deployments[0].report.coverage;
    const bool linted = coverage.applicable && coverage.mailu_services >= 6;
    CHECK(linted == (fixture != "quiet-template"));
    for (const RunFinding& finding : run.findings) {
      if (finding->severity == Severity::note) continue;
      CHECK_MESSAGE(may_warn(fixture, name(finding->rule)), name(finding->rule), ": ", finding->message);
    }
  }
}

TEST_CASE("deployments: no two rules report one cause") {
  std::set<const Pair*> needed;
  for (const std::string& fixture : fixtures()) {
    INFO("deployment: ", fixture);
    const Run run = run_fixture(fixture);
    // Findings are in the order of their places.
    for (std::size_t i = 1; i < run.findings.size(); ++i) {
      const RunFinding& before = run.findings[i - 1];
      const RunFinding& finding = run.findings[i];
      if (before->span != finding->span || before->rule == finding->rule) continue;
      const Pair* pair = find_pair(name(before->rule), name(finding->rule));
      CHECK_MESSAGE(pair, name(before->rule), " and ", name(finding->rule), " at ", finding.file().path(), ":",
                    finding.file().position(finding->span.begin).line);
      needed.insert(pair);
    }
  }
  for (const Pair& pair : two_causes) {
    CHECK_MESSAGE(needed.contains(&pair), pair.one, " and ", pair.other, " do not meet any more: take the pair out");
  }
}

TEST_CASE("deployments: every rule speaks in one of them") {
  std::map<RuleId, std::set<std::string>> speaks_in;
  for (const std::string& fixture : fixtures()) {
    for (const RunFinding& finding : run_fixture(fixture).findings) speaks_in[finding->rule].insert(fixture);
  }
  std::ostringstream index;
  for (const RuleEntry& entry : all_rules()) {
    const auto& deployments = speaks_in[*find_rule(entry.name)];
    CHECK_MESSAGE(!deployments.empty(), entry.name, " speaks in none");
    index << entry.name << ':';
    for (const std::string& deployment : deployments) index << ' ' << deployment;
    index << '\n';
  }
  check_expected(repository_file("fixtures/deployments/rules.txt"), index.str());
}
