// What Mailu's own setup wizard writes is right unless somebody can say why not. Every warning and error on its
// untouched output stands in fixtures/wizard.txt, with the reason below; a rule that adds one must add its reason here.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include <mailu_lint/lint.hpp>
#include <mailu_lint/rule_id.hpp>

#include "support.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

namespace {

const std::map<std::string_view, std::string_view> reasons = {
    {"bind-mount-unpinned", "the stacks keep data on paths of the host and pin nothing"},
    {"client-address-lost", "the stacks publish through ingress"},
    {"ipv6-clients-as-gateway", "1.6 was asked for an IPv6 address and makes no IPv6 network"},
    {"port-ipv6-unbracketed", "the wizards 1.6 to 1.9 write `::1:25:25`, which docker compose 2 refuses"},
    {"publish-mode-unknown", "the stacks write `mode: overlay`, which docker takes for ingress"},
    {"ratelimit-shared-address", "the stacks publish logins through ingress and limit them by address"},
    {"sqlite-shared-storage", "the stacks keep SQLite on a path of the host and pin nothing"},
    {"webroot-redirect-dead", "the wizards up to 1.9 redirect to the webmail even when none was chosen"},
};

std::vector<std::filesystem::path> deployments(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().filename() == "docker-compose.yml") found.push_back(entry.path());
  }
  std::ranges::sort(found);
  return found;
}

struct Linted {
  Report report{};
  std::vector<std::string> lines{};  ///< file, line, severity and rule of each warning and error
};

Linted lint_file(const std::filesystem::path& file) {
  DiskReader reader;
  SourceSet sources(reader);
  Linted linted{lint(sources, {.files = {file.string()}}, {})};
  for (const Finding& finding : linted.report.findings) {
    if (finding.severity == Severity::note) continue;
    const SourceFile& source = sources[finding.span.file];
    std::ostringstream line;
    line << std::filesystem::path(source.path()).filename().string() << ':' << source.position(finding.span.begin).line
         << ' ' << to_string(finding.severity) << ' ' << name(finding.rule);
    linted.lines.push_back(line.str());
  }
  return linted;
}

}  // namespace

TEST_CASE("wizard: what remains on untouched deployments, and why") {
  const auto shared = shared_folder();
  if (!shared) {
    MESSAGE("skipped: no data folder beside the repository");
    return;
  }
  std::ostringstream remains;
  std::set<std::string_view> seen;
  for (const auto& file : deployments(*shared / "wizard")) {
    INFO(file.string());
    const Linted linted = lint_file(file);
    CHECK(linted.report.coverage.applicable);
    CHECK(linted.report.coverage.files_missing.empty());
    remains << std::filesystem::relative(file.parent_path(), *shared / "wizard").string() << '\n';
    for (const std::string& line : linted.lines) remains << "  " << line << '\n';
    for (const Finding& finding : linted.report.findings) {
      if (finding.severity != Severity::note) seen.insert(name(finding.rule));
    }
  }
  for (const std::string_view rule : seen) CHECK_MESSAGE(reasons.contains(rule), "no reason given for ", rule);
  for (const auto& reason : reasons) {
    CHECK_MESSAGE(seen.contains(reason.first), reason.first, " does not fire any more: take its reason out");
    remains << '\n' << reason.first << ": " << reason.second << '\n';
  }
  check_expected(repository_file("fixtures/wizard.txt"), remains.str());
}

TEST_CASE("wizard: deployments for docker compose are clean of the six hazards") {
  const auto shared = shared_folder();
  if (!shared) {
    MESSAGE("skipped: no data folder beside the repository");
    return;
  }
  constexpr RuleId hazards[] = {RuleId::open_relay_ingress, RuleId::sqlite_shared_storage,
                                RuleId::even_manager_count, RuleId::dovecot_replicas_network_storage,
                                RuleId::unbound_in_swarm,   RuleId::pod_address_range_missing};
  std::size_t checked = 0;
  for (const auto& file : deployments(*shared / "wizard")) {
    const bool stack = file.string().find("stack-") != std::string::npos;
    const Linted linted = lint_file(file);
    CHECK_MESSAGE(linted.report.coverage.target == (stack ? Target::swarm : Target::compose), file.string());
    if (stack) continue;
    for (const Finding& finding : linted.report.findings) {
      CHECK_MESSAGE(std::ranges::find(hazards, finding.rule) == std::end(hazards), file.string(), ": ",
                    finding.message);
    }
    ++checked;
  }
  CHECK(checked > 10);
}

TEST_CASE("the stack of the swarm guide has the hazards it is known for") {
  const auto shared = shared_folder();
  if (!shared) {
    MESSAGE("skipped: no data folder beside the repository");
    return;
  }
  DiskReader reader;
  SourceSet sources(reader);
  const auto path = [&](const char* file) { return (*shared / "seed" / file).string(); };
  const Project project{.files = {path("docker-compose-stack.yml")}, .cluster = {path("docker-node-ls.txt")}};
  std::multiset<std::string> found;
  for (const Finding& finding : lint(sources, project, {}).findings) {
    const SourceFile& source = sources[finding.span.file];
    found.insert(std::string(name(finding.rule)) + " " + std::filesystem::path(source.path()).filename().string() +
                 ":" + std::to_string(source.position(finding.span.begin).line));
  }
  for (const char* expected :
       {"open-relay-ingress .env:14", "sqlite-shared-storage docker-compose-stack.yml:106",
        "dovecot-replicas-network-storage docker-compose-stack.yml:51", "value-type docker-compose-stack.yml:129"}) {
    CHECK_MESSAGE(found.contains(expected), expected);
  }
  for (const std::string& one : found) {
    CHECK_FALSE(one.starts_with("pod-address-range"));
    CHECK_FALSE(one.starts_with("even-manager-count"));
  }
}
