// `.mailu-lint.yaml`: what is understood, what is refused, which one counts, and what the command line leaves of it.
#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cli/init_command.hpp"
#include "config/configuration.hpp"
#include "config/settings.hpp"
#include "program.hpp"
#include "support.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

namespace {

/// The template with its keys in force: comments of prose start with a capital letter, keys do not.
std::string uncommented(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
    std::string_view line = text.substr(0, size);
    text.remove_prefix(size);
    const bool key = line.size() > 2 && line.starts_with("# ") && (line[2] == ' ' || std::islower(line[2]) != 0) &&
                     !line.starts_with("# yaml-language-server");
    if (key) line.remove_prefix(2);
    result += line;
  }
  return result;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

constexpr std::string_view stack =
    "services:\n"
    "  front:\n"
    "    image: ghcr.io/mailu/nginx:2024.06\n"
    "    env_file: mailu.env\n"
    "    ports: [25:25]\n"
    "  smtp:\n"
    "    image: ghcr.io/mailu/postfix:2024.06\n"
    "    env_file: mailu.env\n"
    "    ports: [\"10025:10025\"]\n"
    "  imap:\n"
    "    image: ghcr.io/mailu/dovecot:2024.06\n"
    "    env_file: mailu.env\n";

}  // namespace

TEST_CASE("configuration: mistakes are refused with their place and a suggestion") {
  struct Row {
    std::string_view text;
    std::vector<std::string> problems;
  };
  const Row rows[] = {
      {"", {}},
      {"# nothing but a comment\n", {}},
      {"target: auto\nstrict: true\nignore:\n", {}},
      {"selct: [relay]\n", {"c.yaml:1:1: unknown key `selct`; did you mean `select`?"}},
      {"target: swram\n", {"c.yaml:1:9: target: unknown value `swram`; did you mean `swarm`?"}},
      {"deploy-with: compose\n", {"c.yaml:1:14: deploy-with: unknown value `compose`; one of stack, compose-config"}},
      {"mailu-release: 1.10\n",
       {"c.yaml:1:16: mailu-release: unknown value `1.10`; one of 1.5, 1.6, 1.7, 1.8, 1.9, 2.0, 2024.06"}},
      {"fail-on: eror\n", {"c.yaml:1:10: fail-on: unknown value `eror`; did you mean `error`?"}},
      {"strict: yes\n", {"c.yaml:1:9: strict: unknown value `yes`; one of true, false"}},
      {"select: [relays]\n", {"c.yaml:1:10: select: unknown value `relays`; did you mean `relay`?"}},
      {"select: {relay: true}\n", {"c.yaml:1:9: select has to be a text or a list of texts"}},
      {"severity:\n  port-unquoted: high\n  port-unqoted: note\n",
       {"c.yaml:2:18: severity: unknown value `high`; one of error, warning, note",
        "c.yaml:3:3: severity: unknown value `port-unqoted`; did you mean `port-unquoted`?"}},
      {"cluster: {managers: 0, nodes: many, ingress-subnet: 10.0.0.0/33, fact: x}\n",
       {"c.yaml:1:21: managers: `0` is not a number from 1 on", "c.yaml:1:31: nodes: `many` is not a number from 1 on",
        "c.yaml:1:53: ingress-subnet: `10.0.0.0/33` is not a network",
        "c.yaml:1:66: unknown key `fact`; did you mean `facts`?"}},
      {"network-storage: ['[a']\n", {"c.yaml:1:19: network-storage: `[a` is no RE2 pattern: missing ]: [a"}},
      {"suppressions:\n  - rules: [port-unquoted]\n",
       {"c.yaml:2:5: an item of suppressions gives no reason; it is not applied"}},
      {"suppressions:\n  - reason: so\n", {"c.yaml:2:5: an item of suppressions names no rules"}},
      {"suppressions:\n  - {rules: port-unquoted, reason: so, until: 2027-02-30}\n",
       {"c.yaml:2:47: until: `2027-02-30` is no day; write it like 2027-01-31"}},
      {"suppressions:\n  - {rules: port-unquoted, reason: so, until: soon}\n",
       {"c.yaml:2:47: until: `soon` is no day; write it like 2027-01-31"}},
      {"- a list\n", {"c.yaml:1:1: the file has to be a mapping of keys and values"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    std::vector<std::string> problems;
    read_configuration("c.yaml", std::string(row.text), problems);
    CHECK(joined(problems) == joined(row.problems));
  }
  std::vector<std::string> problems;
  read_configuration("c.yaml", "target: [swarm\n", problems);
  REQUIRE(problems.size() >= 1);
  CHECK(problems.front().starts_with("c.yaml:"));
}

TEST_CASE("configuration: what init writes has every key, is understood, and says nothing as it stands") {
  std::vector<std::string> problems;
  const Configuration as_written = read_configuration("c.yaml", std::string(configuration_template()), problems);
  CHECK(problems.empty());
  CHECK_FALSE(as_written.target);
  const std::string text = uncommented(configuration_template());
  const Configuration all = read_configuration("mail/c.yaml", text, problems);
  for (const std::string& problem : problems) FAIL_CHECK(problem);
  for (const std::string_view key : configuration_keys()) CHECK(has("\n" + text, "\n" + std::string(key) + ":"));
  CHECK(all.target == Target::swarm);
  CHECK(all.cluster.managers == 3);
  CHECK(all.cluster_facts == std::vector<std::string>{"mail/docker-node-ls.txt"});
  CHECK(all.baseline == "mail/.mailu-lint-baseline.json");
  REQUIRE(all.suppressions.size() == 1);
  CHECK(all.suppressions.front().until == "2027-01-31");
}

TEST_CASE("configuration: the published schema knows the same keys") {
  const auto schema = nlohmann::json::parse(read_file(repository_file("docs/schema/configuration.schema.json")));
  std::vector<std::string> described;
  for (const auto& [key, value] : schema["properties"].items()) described.push_back(key);
  const std::vector<std::string_view> keys = configuration_keys();
  std::vector<std::string> known(keys.begin(), keys.end());
  std::ranges::sort(known);
  CHECK(described == known);
}

TEST_CASE("configuration: the command line wins") {
  std::vector<std::string> problems;
  const Configuration file = read_configuration("c.yaml",
                                                "target: swarm\nfail-on: never\nselect: [relay]\n"
                                                "ignore: [open-relay-ingress]\nseverity: {port-unquoted: note}\n",
                                                problems);
  REQUIRE(problems.empty());
  const auto enabled = [](const Settings& settings, std::string_view rule) {
    return static_cast<bool>(settings.lint.enabled[static_cast<std::size_t>(*find_rule(rule))]);
  };
  const Settings alone = settings_for({}, &file);
  CHECK(alone.lint.target == Target::swarm);
  CHECK(alone.fail_on == FailOn::never);
  CHECK(enabled(alone, "relaynets-open"));
  CHECK_FALSE(enabled(alone, "open-relay-ingress"));
  CHECK_FALSE(enabled(alone, "port-unquoted"));

  Overrides given;
  given.lint.target = Target::compose;
  given.fail_on = FailOn::error;
  given.rules.select = {*find_rule("open-relay-ingress"), *find_rule("port-unquoted")};
  given.rules.severities = {{*find_rule("port-unquoted"), Severity::error}};
  const Settings both = settings_for(given, &file);
  CHECK(both.lint.target == Target::compose);
  CHECK(both.fail_on == FailOn::error);
  CHECK(enabled(both, "open-relay-ingress"));
  CHECK_FALSE(enabled(both, "relaynets-open"));
  CHECK(both.lint.severities == given.rules.severities);
  CHECK(settings_for({}, nullptr).fail_on == FailOn::warning);
}

TEST_CASE("program: the nearest configuration counts, and only up to the top of the repository") {
  const TemporaryFolder folder;
  folder.write(".git/HEAD", "ref: refs/heads/main\n");
  folder.write("docker-compose.yml", stack);
  folder.write("mail/docker-compose.yml", stack);
  folder.write("mail/inner/docker-compose.yml", stack);
  folder.write("old/docker-compose.yml", stack);
  folder.write(".mailu-lint.yaml", "select: [port-unquoted]\nfail-on: never\nexclude: [old/]\n");
  folder.write("mail/.mailu-lint.yaml", "select: [backend-published]\n");
  const std::string concise = "--format concise ";
  const ProgramResult all = run_program(folder, concise + ".");
  CHECK(all.status == 1);
  CHECK(all.error.empty());
  CHECK(has(all.output, "docker-compose.yml:5:13: warning: "));
  CHECK(has(all.output, "mail/docker-compose.yml:9:"));
  CHECK(has(all.output, "mail/inner/docker-compose.yml:9:"));
  CHECK_FALSE(has(all.output, "mail/docker-compose.yml:5:"));
  CHECK_FALSE(has(all.output, "old/"));
  CHECK(run_program(folder, concise + "docker-compose.yml").status == 0);
  CHECK(has(run_program(folder, concise + "--no-config --select port-unquoted .").output, "old/docker-compose.yml:5:"));
  CHECK_FALSE(has(run_program(folder, concise + "--config mail/.mailu-lint.yaml .").output, "port-unquoted"));
  CHECK(run_program(folder, "--config none.yaml .").status == 2);
  // `exclude` counts from the file's own directory on: not for neighbours whose names begin alike, and for `show` too.
  folder.write("mail2/docker-compose.yml", stack);
  folder.write("mail/all.yaml", "select: [port-unquoted]\nexclude: ['*']\n");
  const std::string given = run_program(folder, concise + "--config mail/all.yaml .").output;
  CHECK(has(given, "mail2/docker-compose.yml:5:"));
  CHECK_FALSE(has(given, "mail/inner/docker-compose.yml"));
  const std::string several = run_program(folder, "show .").error;
  CHECK(has(several, "mail2/docker-compose.yml"));
  CHECK_FALSE(has(several, "old/"));

  CHECK(run_program(folder, "--show-files mail/inner").output ==
        "mail/.mailu-lint.yaml\nmail/inner/docker-compose.yml\n");
  const std::string shown = run_program(folder, "--show-config docker-compose.yml").output;
  CHECK(has(shown, "# configuration: \".mailu-lint.yaml\"\n"));
  CHECK(has(shown, "\nfail-on: never\n"));
  folder.write("mail/.mailu-lint.yaml", "selct: []\n");
  const ProgramResult wrong = run_program(folder, concise + "mail");
  CHECK(wrong.status == 2);
  CHECK(has(wrong.error, "mail/.mailu-lint.yaml:1:1: unknown key `selct`; did you mean `select`?"));
}

TEST_CASE("program: --show-config prints a configuration that means the same") {
  const TemporaryFolder folder;
  folder.write("docker-compose.yml", stack);
  folder.write("nodes.txt", "");
  const std::string written =
      "target: swarm\n"
      "deploy-with: compose-config\n"
      "mailu-release: \"1.9\"\n"
      "cluster:\n  managers: 3\n  nodes: 5\n  ingress-subnet:\n    - \"10.0.0.0/24\"\n  facts:\n    - \"nodes.txt\"\n"
      "network-storage:\n  - \"^/mnt/nas\"\n"
      "ignore:\n  - \"tls-disabled\"\n"
      "severity:\n  size-limit: note\n"
      "suppressions:\n  - reason: \"so\"\n    rules:\n      - \"size-limit\"\n    services:\n      - \"smtp\"\n"
      "    paths:\n      - \"mail/\"\n    until: \"9999-12-31\"\n"
      "fail-on: note\n"
      "strict: true\n"
      "exclude:\n  - \"old/\"\n"
      "baseline: \"known.json\"\n";
  folder.write("known.json", R"({"version": 1, "fingerprints": "mailuLint/v1", "findings": []})");
  folder.write(".mailu-lint.yaml", written);
  const std::string head = "# deployment: \"docker-compose.yml\"\n# configuration: \".mailu-lint.yaml\"\n";
  CHECK(run_program(folder, "--show-config docker-compose.yml").output == head + written);
  const std::string other =
      run_program(folder, "--show-config --managers 1 --exclude new/ --no-suppressions docker-compose.yml").output;
  CHECK(has(other, "  managers: 1\n"));
  CHECK(has(other, "exclude:\n  - \"old/\"\n  - \"new/\"\n"));
  CHECK_FALSE(has(other, "suppressions:"));
}

TEST_CASE("program: suppressions of the configuration, by rule, service, path and day") {
  struct Row {
    std::string_view item;
    std::string_view output;  ///< a part of it
    bool hidden;
  };
  const Row rows[] = {
      {"{rules: [backend-published], reason: so}", "1 suppressed", true},
      {"{rules: [relay], reason: so}", "1 suppressed", true},
      {"{rules: [backend-published], services: [smtp], reason: so}", "1 suppressed", true},
      {"{rules: [backend-published], services: [imap], reason: so}", "Found 1 problem", false},
      {"{rules: [backend-published], paths: [mail/], reason: so}", "1 suppressed", true},
      {"{rules: [backend-published], paths: ['*.yml'], reason: so}", "1 suppressed", true},
      {"{rules: [backend-published], paths: [other/], reason: so}", "Found 1 problem", false},
      {"{rules: [backend-published], until: 9999-12-31, reason: so}", "1 suppressed", true},
      {"{rules: [backend-published], until: 2020-12-31, reason: so}", "the suppression ended with 2020-12-31", false},
      {"{rules: [port-unquoted], until: 2020-12-31, reason: so}", "Found 1 problem (1 error)", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.item);
    const TemporaryFolder folder;
    folder.write("mail/docker-compose.yml", stack);
    folder.write(".mailu-lint.yaml", "suppressions:\n  - " + std::string(row.item) + '\n');
    const std::string arguments = ". --select backend-published,suppression-expired";
    const ProgramResult result = run_program(folder, arguments);
    CHECK(has(result.output, row.output));
    CHECK(has(result.output, "error[backend-published]") != row.hidden);
    CHECK(has(run_program(folder, arguments + " --no-suppressions").output, "error[backend-published]"));
  }
}

TEST_CASE("program: a baseline hides what is old, not what is new") {
  const TemporaryFolder folder;
  folder.write("docker-compose.yml", stack);
  CHECK(run_program(folder, "--baseline b.json .").status == 2);
  const ProgramResult written = run_program(folder, "--select port-unquoted --write-baseline b.json .");
  CHECK(written.status == 0);
  CHECK(written.output == "Wrote 1 finding to b.json\n");
  CHECK(run_program(folder, "--select port-unquoted --write-baseline c.json --baseline b.json .").status == 0);
  CHECK(read_file(folder / "b.json") == read_file(folder / "c.json"));
  CHECK(has(run_program(folder, "--select port-unquoted --baseline b.json .").output, "1 in the baseline"));
  // Moved lines and new neighbours change nothing; what is new is reported.
  std::string moved = "# a comment\n" + std::string(stack);
  moved.insert(moved.find("  smtp:"), "  other:\n    image: nginx\n");
  folder.write("docker-compose.yml", moved);
  CHECK(run_program(folder, "--select port-unquoted --baseline b.json .").status == 0);
  folder.write(".mailu-lint.yaml", "baseline: b.json\nselect: [port-unquoted, backend-published]\n");
  const ProgramResult now = run_program(folder, "--format concise .");
  CHECK(now.status == 1);
  CHECK(has(now.output, "backend-published"));
  CHECK_FALSE(has(now.output, "port-unquoted"));
  // What has been solved is told of, where everything was looked at.
  folder.write(
      "docker-compose.yml",
      "services:\n  front:\n    image: ghcr.io/mailu/nginx:2.0\n  admin:\n    image: ghcr.io/mailu/admin:2.0\n");
  constexpr std::string_view told = "1 of the baseline no longer found";
  CHECK(has(run_program(folder, ".").output, told));
  CHECK_FALSE(has(run_program(folder, "docker-compose.yml").output, told));  // not everything
  CHECK_FALSE(has(run_program(folder, "--ignore port-unquoted .").output, told));
  folder.write("b.json", "{}");
  const ProgramResult wrong = run_program(folder, ".");
  CHECK(wrong.status == 2);
  CHECK(has(wrong.error, "b.json: is no baseline; `--write-baseline` writes one"));
}

TEST_CASE("program: init writes a configuration, never over another") {
  const TemporaryFolder folder;
  folder.write("mail/docker-compose.yml", stack);
  CHECK(run_program(folder, "init mail").status == 0);
  CHECK(read_file(folder / "mail/.mailu-lint.yaml") == configuration_template());
  folder.write("mail/.mailu-lint.yaml", "strict: true\n");
  const ProgramResult again = run_program(folder, "init mail");
  CHECK(again.status == 2);
  CHECK(has(again.error, "mail/.mailu-lint.yaml: is there already"));
  CHECK(read_file(folder / "mail/.mailu-lint.yaml") == "strict: true\n");
  CHECK(run_program(folder, "init none").status == 2);
}
