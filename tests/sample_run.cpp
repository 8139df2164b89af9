#include "sample_run.hpp"

#include <doctest/doctest.h>

#include <mailu_lint/rule.hpp>

namespace mailu_lint::test {
namespace {

constexpr std::string_view stack_path = "stacks/mail ü [prod] 50%/docker-stack.yml";
constexpr std::string_view stack =
    "services:\n"
    "  front:\n"
    "    image: ghcr.io/mailu/nginx:1.9\n"
    "    ports:\n"
    "      - target: 25\n"
    "        published: 25\n"
    "  smtp:\n"
    "    environment: {MOTTO: \"grüße 📬\", RELAYNETS: \"10.0.0.0/8\"}\n"
    "\tbroken:\n";

constexpr std::string_view env_path = "stacks/mailu.env";
constexpr std::string_view env =
    "DOMAIN=example.org\n"
    "SECRET_KEY=correct-horse-battery-staple\n"
    "SUBNET=10.0.0.0/24\n";

MemoryReader& no_files() {
  static MemoryReader reader{};
  return reader;
}

}  // namespace

Span SampleDeployment::at(FileId file, std::string_view what) const {
  const std::size_t begin = (*checked_.sources)[file].text().find(what);
  REQUIRE_MESSAGE(begin != std::string_view::npos, what);
  return {file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + what.size())};
}

Finding& SampleDeployment::add(std::string_view rule_name, Severity severity, Span span, std::string message) {
  checked_.report.findings.push_back(
      {.rule = rule(rule_name), .severity = severity, .span = span, .message = std::move(message)});
  return checked_.report.findings.back();
}

RuleId rule(std::string_view name) {
  const auto found = find_rule(name);
  REQUIRE_MESSAGE(found, name);
  return *found;
}

Run sample_run() {
  SampleDeployment sample(no_files());
  const FileId yaml = sample.add_file(std::string(stack_path), std::string(stack));
  const FileId settings = sample.add_file(std::string(env_path), std::string(env));

  Finding& relay = sample.add("duplicate-key", Severity::error, sample.at(yaml, "10.0.0.0/8"),
                              "`RELAYNETS` 10.0.0.0/8 covers ${SUBNET} and [the ingress](network); {all} relay");
  relay.label = "every client is inside";
  relay.help = "publish port 25 with `mode: host`";
  relay.key_path = "services.smtp.environment.RELAYNETS";
  relay.evidence = "10.0.0.0/8";
  relay.related = {{sample.at(yaml, "target: 25"), "port 25 goes through the ingress network"},
                   {sample.at(settings, "10.0.0.0/24"), "the subnet of the network"}};
  relay.fix = Fix{.message = "narrow it to the subnet",
                  .safety = FixSafety::unsafe,
                  .edits = {{sample.at(yaml, "10.0.0.0/8"), "10.0.0.0/24"}}};

  Finding& secret = sample.add("size-limit", Severity::warning, sample.at(settings, "correct-horse-battery-staple"),
                               "`SECRET_KEY` is a well-known one");
  secret.key_path = "SECRET_KEY";

  Finding& tab = sample.add("yaml-syntax", Severity::error, sample.at(yaml, "\tbroken"),
                            "this line is indented with a tab; docker refuses it");
  tab.help = "indent with spaces";
  tab.fix = Fix{.message = "write spaces", .safety = FixSafety::safe, .edits = {{sample.at(yaml, "\t"), "  "}}};

  Finding& note = sample.add("nesting-limit", Severity::note, sample.at(yaml, "front:\n    image"),
                             "a name with an escape \x1b[31m and a line\nbreak");
  note.key_path = "services.front";

  sample.report().suppressed = {Suppressed{note, sample.at(yaml, "front"), "known"}};
  Coverage& seen = sample.report().coverage;
  seen.files_missing = {"stacks/other.env"};
  seen.gaps = {{"stacks/other.env not found", {rule("yaml-syntax"), rule("size-limit")}}};
  seen.target = Target::swarm;
  seen.target_evidence = "the file is called docker-stack.yml";
  seen.release = Release::v1_9;
  seen.services = 2;
  seen.mailu_services = 2;
  seen.applicable = true;
  std::vector<Checked> deployments;
  deployments.push_back(sample.take());
  return make_run(std::move(deployments), {});
}

Run clean_run() {
  Checked checked;
  checked.report.coverage.files_read = {"docker-compose.yml", "mailu.env"};
  checked.report.coverage.target = Target::compose;
  checked.report.coverage.release = Release::v2024_06;
  checked.report.coverage.services = 9;
  checked.report.coverage.mailu_services = 8;
  checked.report.coverage.applicable = true;
  std::vector<Checked> deployments;
  deployments.push_back(std::move(checked));
  return make_run(std::move(deployments), {});
}

}  // namespace mailu_lint::test
