// The program from outside: exit statuses, streams, options.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <string>
#include <string_view>

#include "program.hpp"
#include "support.hpp"

using namespace mailu_lint::test;

namespace {

constexpr std::string_view broken =
    "services:\n"
    "  front:\n"
    "    image: ghcr.io/mailu/nginx:2024.06\n"
    "  admin:\n"
    "    image: \"ghcr.io/mailu/admin:2024.06\n";

constexpr std::string_view open_relay =
    "services:\n"
    "  front:\n"
    "    image: ghcr.io/mailu/nginx:1.9\n"
    "    env_file: mailu.env\n"
    "    ports:\n"
    "      - {target: 25, published: 25, mode: ingress}\n"
    "    deploy: {mode: replicated, replicas: 1}\n"
    "  smtp:\n"
    "    image: ghcr.io/mailu/postfix:1.9\n"
    "    env_file: mailu.env\n"
    "  imap:\n"
    "    image: ghcr.io/mailu/dovecot:1.9\n"
    "    env_file: mailu.env\n"
    "  admin:\n"
    "    image: ghcr.io/mailu/admin:1.9\n"
    "    env_file: mailu.env\n";

void write_stack(const TemporaryFolder& folder, const std::string& place = "") {
  folder.write(place + "docker-stack.yml", open_relay);
  folder.write(place + "mailu.env", "DOMAIN=corp.example.org\nRELAYNETS=10.0.0.0/8\nSUBNET=192.168.203.0/24\n");
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("program: exit statuses") {
  const TemporaryFolder folder;
  write_stack(folder, "mail/");
  folder.write("broken.yml", broken);
  folder.write("other.yml", "services:\n  web:\n    image: nginx\n");
  folder.write("other.env", "A=1\n");
  folder.write("empty/readme.txt", "");
  REQUIRE(::mkfifo((folder / "fifo.yml").c_str(), 0600) == 0);
  struct Row {
    std::string arguments;
    int status;
    std::string_view output;  ///< a part; empty: nothing at all
    std::string_view error;
  };
  const Row rows[] = {
      {"mail", 1, "error[open-relay-ingress]", ""},
      {"mail/docker-stack.yml", 1, "error[open-relay-ingress]", ""},
      {"mail/mailu.env", 1, "error[open-relay-ingress]", ""},
      {"check .", 1, "error[open-relay-ingress]", ""},
      {"-f mail/docker-stack.yml", 1, "error[open-relay-ingress]", ""},
      {"broken.yml", 1, "error[yaml-syntax]", ""},
      {"mail --select open-relay-ingress --fail-on never", 0, "error[open-relay-ingress]", ""},
      {"mail --exit-zero", 0, "error[open-relay-ingress]", ""},
      {"mail --select open-relay-ingress --severity open-relay-ingress=note", 0, "note[open-relay-ingress]", ""},
      {"mail --select open-relay-ingress --severity open-relay-ingress=note --fail-on note", 1, "note[", ""},
      // A file that is not Mailu's is not ours to judge, alone or among others.
      {"other.yml", 0, "No Mailu deployment found; nothing was checked", ""},
      {"other.env", 0, "No Mailu deployment found; nothing was checked", ""},
      {"other.yml mail", 1, "error[open-relay-ingress]", ""},
      // What could not be done wins over what was found.
      {"empty", 2, "", "empty: no Mailu deployment found"},
      {"-f other.yml", 2, "", "other.yml: no Mailu deployment found"},
      {"nope.yml", 2, "", "nope.yml: no such file or directory"},
      {"mail nope", 2, "error[open-relay-ingress]", "nope: no such file or directory"},
      {"fifo.yml", 2, "", "fifo.yml: is not a regular file"},
      {"--max-file-size 10 mail/docker-stack.yml", 2, "", "docker-stack.yml: is larger than --max-file-size allows"},
      // Usage.
      {"--fromat text", 2, "", "unknown option `--fromat`; did you mean `--format`?"},
      {"--format jsn", 2, "", "--format: unknown value `jsn`; did you mean `json`?"},
      {"--ignore open-relay", 2, "", "--ignore: unknown value `open-relay`"},
      {"--severity open-relay-ingress=fatal", 2, "", "--severity: unknown value `fatal`"},
      {"--severity open-relay-ingress", 2, "", "is not of the form RULE=LEVEL"},
      {"--mailu-release 1.10", 2, "", "--mailu-release: unknown value `1.10`; one of 1.5, 1.6"},
      {"--managers none", 2, "", "--managers"},
      {"--ingress-subnet 10.0.0", 2, "", "is not a network"},
      {"-f mail/docker-stack.yml mail", 2, "", "cannot be added to it"},
      {"--quiet --verbose", 2, "", "--verbose"},
      {"explain", 2, "", "which rule?"},
      {"explain open-relay-ingres", 2, "", "did you mean `open-relay-ingress`?"},
      // Help is no mistake.
      {"--help", 0, "Exit status:", ""},
      {"--version", 0, "mailu-lint ", ""},
      {"explain open-relay-ingress", 0, "# open-relay-ingress", ""},
      {"rules", 0, "open-relay-ingress", ""},
      {"rules --format json", 0, "\"name\": \"open-relay-ingress\"", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.arguments);
    const ProgramResult result = run_program(folder, row.arguments);
    CAPTURE(result.output);
    CAPTURE(result.error);
    CHECK(result.status == row.status);
    CHECK((row.output.empty() ? result.output.empty() : has(result.output, row.output)));
    CHECK((row.error.empty() ? result.error.empty() : has(result.error, row.error)));
  }
}

TEST_CASE("program: a name steers no terminal, whoever tells it") {
  const TemporaryFolder folder;
  write_stack(folder);
  folder.write("here\x1b[2J/.mailu-lint.yaml", "");
  ::mkdir((folder / "new\x1b[2J").c_str(), 0700);
  for (const std::string_view arguments : {
           "\"no$(printf '\\033')[2J.yml\"",
           "show \"no$(printf '\\033')[2J.yml\"",
           "--format \"$(printf '\\033')[2J\"",
           "\"--$(printf '\\033')[2J\"",
           "explain \"$(printf '\\033')[2J\"",
           "init \"here$(printf '\\033')[2J\"",
           "init \"new$(printf '\\033')[2J\"",
           ". --output \"json=no/such/$(printf '\\033')[2J/x.json\"",
           ". --config \"$(printf '\\033')[2J\"",
           ". --write-baseline \"no/such/$(printf '\\033')[2J\"",
       }) {
    CAPTURE(arguments);
    const ProgramResult result = run_program(folder, std::string(arguments));
    CAPTURE(result.error);
    CHECK(has(result.error + result.output, "[2J"));
    CHECK_FALSE(has(result.error + result.output, "\x1b"));
  }
}

TEST_CASE("program: a report that does not reach its place is exit status 2") {
  const TemporaryFolder folder;
  write_stack(folder);
  CHECK(run_program(folder, ". >/dev/full").status == 2);
  CHECK(run_program(folder, ". >&-").status == 2);
  CHECK(run_program(folder, "--help >/dev/full").status == 2);
  CHECK(run_program(folder, "rules >&-").status == 2);
  const ProgramResult result = run_program(folder, ". --output json=no/such/folder/x.json");
  CHECK(result.status == 2);
  CHECK(has(result.error, "no/such/folder/x.json: No such file or directory"));
  CHECK(has(result.output, "open-relay-ingress"));
  // A reader that leaves early ends the program the usual way, without a word.
  const ProgramResult left = run_program(folder, "rules --format json | true");
  CHECK(left.error.empty());
}

TEST_CASE("program: several reports of one run") {
  const TemporaryFolder folder;
  write_stack(folder);
  const ProgramResult result = run_program(folder, ". --format concise --output sarif=a.sarif --output junit=b.xml");
  CHECK(result.status == 1);
  CHECK(has(result.output, "mailu.env:2:11: error: "));
  CHECK(has(read_file(folder / "a.sarif"), "\"ruleId\": \"open-relay-ingress\""));
  CHECK(read_file(folder / "b.xml").starts_with("<?xml"));
}

TEST_CASE("program: which member of a deployment is named does not matter") {
  const TemporaryFolder folder;
  write_stack(folder);
  const std::string expected = run_program(folder, "--format json .").output;
  CHECK(has(expected, "open-relay-ingress"));
  for (const char* arguments : {"docker-stack.yml", "mailu.env", "mailu.env docker-stack.yml .", "./docker-stack.yml",
                                "--jobs 2 .", "-- docker-stack.yml"}) {
    CAPTURE(arguments);
    CHECK(run_program(folder, "--format json " + std::string(arguments)).output == expected);
  }
}

TEST_CASE("program: standard input") {
  const TemporaryFolder folder;
  write_stack(folder);
  const ProgramResult named =
      run_program(folder, "--format concise --stdin-filename docker-stack.yml - <docker-stack.yml");
  CHECK(named.status == 1);
  CHECK(named.output == run_program(folder, "--format concise docker-stack.yml").output);
  // An editor's buffer of the env file: the deployment on the disk, with that text.
  const ProgramResult env = run_program(folder,
                                        "--select open-relay-ingress --stdin-filename mailu.env - <<'END'\n"
                                        "RELAYNETS=172.16.0.0/24\nEND\n");
  CHECK(env.status == 0);
  CHECK(run_program(folder, "- <docker-stack.yml").output.find("<stdin>") != std::string::npos);
}

TEST_CASE("program: colour follows the option, then the environment") {
  const TemporaryFolder folder;
  write_stack(folder);
  const auto coloured = [&](const std::string& arguments, const std::string& environment = "") {
    return has(run_program(folder, ". " + arguments, environment).output, "\x1b[");
  };
  CHECK_FALSE(coloured(""));
  CHECK(coloured("--color always"));
  CHECK(coloured("--color always", "NO_COLOR=1"));
  CHECK(coloured("", "CLICOLOR_FORCE=1"));
  CHECK(coloured("", "FORCE_COLOR=1"));
  CHECK_FALSE(coloured("", "FORCE_COLOR=0"));
  CHECK_FALSE(coloured("", "NO_COLOR=1 FORCE_COLOR=1"));
  CHECK_FALSE(coloured("--color never", "FORCE_COLOR=1"));
  CHECK_FALSE(coloured("--format json", "FORCE_COLOR=1"));
}

TEST_CASE("program: GitHub gets annotations unless a format was asked for") {
  const TemporaryFolder folder;
  write_stack(folder);
  const std::string both = run_program(folder, ".", "GITHUB_ACTIONS=true").output;
  CHECK(has(both, "error[open-relay-ingress]"));
  CHECK(has(both, "\n::error file=mailu.env,line=2,"));
  CHECK_FALSE(has(run_program(folder, "--format text .", "GITHUB_ACTIONS=true").output, "::error"));
}

TEST_CASE("program: fixes are shown, or made, only when asked for") {
  const std::string before =
      "services:\n  front:\n    image: ghcr.io/mailu/nginx:2024.06\n    ports: [25:25, \"465:465\"]\n";
  const std::string after =
      "services:\n  front:\n    image: ghcr.io/mailu/nginx:2024.06\n    ports: [\"25:25\", \"465:465\"]\n";
  struct Row {
    std::string arguments;
    std::string environment;
    int status;
    std::string_view output;
    std::string_view error;
    bool fixed;
  };
  const Row rows[] = {
      {"compose.yml", "", 1, "1 fixable with --fix", "", false},
      {"--diff compose.yml", "", 1, "+    ports: [\"25:25\", \"465:465\"]\n", "", false},
      {"--diff --exit-zero compose.yml", "", 0, "--- a/compose.yml\n", "", false},
      {"--diff --fix compose.yml", "", 1, "--- a/compose.yml\n", "", false},
      {"--diff - --stdin-filename compose.yml <compose.yml", "", 1, "--- a/compose.yml\n", "", false},
      {"--fix - --stdin-filename compose.yml <compose.yml", "", 2, "port-unquoted",
       "standard input cannot be written to", false},
      {"--diff compose.yml", "GITHUB_ACTIONS=true", 1, "--- a/compose.yml\n", "", false},
      {"--fix compose.yml", "", 0, "Fixed 1 problem\n", "", true},
      {"--unsafe-fixes compose.yml", "", 0, "Fixed 1 problem\n", "", true},
      {"--fix --format concise compose.yml", "", 0, "", "", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.arguments);
    const TemporaryFolder folder;
    folder.write("compose.yml", before);
    const ProgramResult result = run_program(folder, "--select port-unquoted " + row.arguments, row.environment);
    CAPTURE(result.output);
    CAPTURE(result.error);
    CHECK(result.status == row.status);
    CHECK((row.output.empty() ? result.output.empty() : has(result.output, row.output)));
    CHECK((row.error.empty() ? result.error.empty() : has(result.error, row.error)));
    CHECK(read_file(folder / "compose.yml") == (row.fixed ? after : before));
  }
}

TEST_CASE("program: the findings of each rule are counted") {
  const TemporaryFolder folder;
  const std::string head = "services:\n  front:\n    image: ghcr.io/mailu/nginx:2024.06\n";
  folder.write("docker-compose.yml", head +
                                         "    ports: [25:25]\n    privileged: true\n  imap:\n"
                                         "    image: ghcr.io/mailu/dovecot:2024.06\n    privileged: true\n");
  const ProgramResult result = run_program(folder, "--stats --select port-unquoted,privileged-service .");
  CHECK(result.status == 1);
  CHECK(result.output == "     2  warning  privileged-service\n     1  warning  port-unquoted  (fixable)\n");
  CHECK(run_program(folder, "--stats --select port-unquoted --exit-zero .").status == 0);
}

TEST_CASE("program: show prints the deployment as docker reads it") {
  const TemporaryFolder folder;
  write_stack(folder);
  folder.write("other/compose.yml", "services:\n  web:\n    image: nginx:${TAG:-1}\n");
  const ProgramResult yaml = run_program(folder, "show docker-stack.yml --origins");
  CHECK(yaml.status == 0);
  CHECK(yaml.error.empty());
  CHECK(has(yaml.output, "10.0.0.0/8"));
  CHECK(has(yaml.output, "mailu.env:2:"));
  CHECK(has(run_program(folder, "show --format json other").output, "\"nginx:1\""));
  const ProgramResult several = run_program(folder, "show .");
  CHECK(several.status == 2);
  CHECK(has(several.error, "several deployments, one must be named: docker-stack.yml, other/compose.yml"));
  CHECK(run_program(folder, "show nope").status == 2);
}

TEST_CASE("program: the process environment counts only when asked for") {
  const TemporaryFolder folder;
  folder.write("compose.yml", "services:\n  web:\n    image: nginx:${TAG:-1}\n");
  CHECK(has(run_program(folder, "show", "TAG=7").output, "nginx:1"));
  CHECK(has(run_program(folder, "show --shell-env", "TAG=7").output, "nginx:7"));
}
