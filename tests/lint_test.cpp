// The pipeline as a whole: which files it speaks about, in which order, and what the user's choices change.
#include <doctest/doctest.h>

#include <algorithm>

#include <mailu_lint/lint.hpp>
#include <mailu_lint/rule.hpp>

#include "support.hpp"

using namespace mailu_lint;

namespace {

using Files = std::initializer_list<std::pair<const std::string, std::string>>;

struct Run {
  Run(Files files, Options options = {}, Project project = {}) : reader(files), sources(reader) {
    for (const auto& [path, text] : files) {
      if (path.ends_with(".yml") && project.files.empty()) project.files.push_back(path);
    }
    report = lint(sources, project, options);
  }

  std::vector<std::string> rules() const {
    std::vector<std::string> names;
    for (const Finding& finding : report.findings) names.emplace_back(name(finding.rule));
    return names;
  }
  bool found(std::string_view rule) const {
    return std::ranges::find(report.findings, *find_rule(rule), &Finding::rule) != report.findings.end();
  }

  test::MemoryReader reader;
  SourceSet sources;
  Report report;
};

const std::string two_services =
    "services:\n"
    "  front: {image: 'mailu/nginx:1.9', ports: ['25:25'], environment: {RELAYNETS: 10.0.0.0/8}}\n"
    "  smtp: {image: 'mailu/postfix:1.9', environment: {RELAYNETS: 10.0.0.0/8, SUBNET: 10.0.1.0/24}}\n";

Options with_enabled(std::string_view rule) {
  Options options;
  options.enabled.assign(all_rules().size(), false);
  options.enabled[static_cast<std::size_t>(*find_rule(rule))] = true;
  return options;
}

}  // namespace

TEST_CASE("other people's files are met with silence") {
  struct Row {
    std::string what;
    std::string text;
  };
  const Row rows[] = {
      {"a workflow", "on: push\njobs:\n  build:\n    steps: [{run: 'docker pull ghcr.io/mailu/nginx:2.0'}]\n"},
      {"a broken workflow", "on: push\njobs: [\n"},
      {"a manifest", "kind: Deployment\nspec:\n  containers:\n    - image: ghcr.io/mailu/nginx:2.0\n"},
      {"compose without Mailu, and wrong", "services:\n  app: {image: nextcloud, portz: ['80:80']}\n  app: {}\n"},
      {"compose without Mailu, broken", "services:\n  app: {image: 'nextcloud\n"},
      {"a pipeline with include", "include:\n  - local: other.yml\nstages: [build]\n"},
      {"a mapping of nothing", "{}\n"},
      {"nothing", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    const Run run({{"docker-compose.yml", row.text}});
    CHECK(run.rules().empty());
    CHECK_FALSE(run.report.coverage.applicable);
    CHECK_FALSE(run.report.coverage.unreadable);
  }
}

TEST_CASE("one service of Mailu is no deployment; what the parser finds in it is said all the same") {
  const Run alone(
      {{"docker-stack.yml",
        "services:\n  front: {image: 'mailu/nginx:1.9', ports: ['25:25'], environment: {RELAYNETS: 0.0.0.0/0}}\n"
        "  redis: {image: redis}\n"}});
  CHECK(alone.rules().empty());
  CHECK_FALSE(alone.report.coverage.applicable);
  CHECK(alone.report.coverage.mailu_services == 2);

  const Run wrong({{"docker-compose.yml", "services:\n  front: {image: 'mailu/nginx:1.9', image: other}\n"}});
  CHECK(wrong.found("duplicate-key"));
  const Run broken({{"docker-compose.yml", "services:\n  front:\n    image: 'mailu/nginx:1.9\n"}});
  CHECK(broken.found("yaml-syntax"));
  CHECK_FALSE(broken.report.coverage.applicable);
}

TEST_CASE("a template is noted and not linted") {
  const std::vector<std::string> only_the_note{"template-file"};
  CHECK(Run({{"docker-compose.yml", "services:\n  front:\n    image: mailu/nginx:{{ version }}\n  x: {image: }}\n"}})
            .rules() == only_the_note);
  CHECK(Run({{"docker-compose.yml", "{% if mail %}\nservices:\n  front:\n    image: mailu/nginx:1.9\n{% endif %}\n"}})
            .rules() == only_the_note);
  CHECK(Run({{"docker-compose.yml",
              "services:\n  front:\n    image: \"mailu/nginx:{{ version }}\"\n  smtp: {image: "
              "\"mailu/postfix:{{version}}\"}\n"}})
            .rules() == only_the_note);
  const Run docker_template({{"docker-compose.yml",
                              "services:\n  front: {image: 'mailu/nginx:1.9', logging: {options: {tag: '{{.Name}}'}}}\n"
                              "  smtp: {image: 'mailu/postfix:1.9', labels: {a: '{{json .}}'}}  # {{ no }}\n"}});
  CHECK(docker_template.report.coverage.applicable);
  CHECK_FALSE(docker_template.found("template-file"));
}

TEST_CASE("what was looked at") {
  const Run run(
      {{"docker-stack.yml",
        "services:\n  front: {image: 'mailu/nginx:1.9', env_file: mailu.env}\n  smtp: {image: mailu/postfix:1.9, "
        "env_file: gone.env}\n  app: {image: app}\n"},
       {"mailu.env", "DOMAIN=example.org\n"},
       {"nodes.txt", "ID   HOSTNAME   MANAGER STATUS\n1    a          Leader\n"}},
      {.managers = 1}, {.cluster = {"nodes.txt"}});
  const Coverage& coverage = run.report.coverage;
  CHECK(coverage.applicable);
  CHECK(coverage.files_read == std::vector<std::string>{"docker-stack.yml", "nodes.txt", "mailu.env"});
  CHECK(coverage.files_missing == std::vector<std::string>{"gone.env"});
  CHECK(coverage.target == Target::swarm);
  CHECK(coverage.release == Release::v1_9);
  CHECK(coverage.services == 3);
  CHECK(coverage.mailu_services == 2);
}

TEST_CASE("files that cannot be opened make the run blind") {
  const Run run({{"docker-compose.yml", two_services}}, {}, {.files = {"docker-compose.yml", "more.yml"}});
  CHECK(run.report.coverage.unreadable);
  CHECK(run.report.coverage.files_missing == std::vector<std::string>{"more.yml"});
  CHECK(run.report.coverage.applicable);
}

TEST_CASE("findings are in order, each once, with the path of their key") {
  const Run run({{"docker-stack.yml",
                  "services:\n  front: {image: 'mailu/nginx:1.9', ports: ['25:25'], env_file: mailu.env, volumes: }\n"
                  "  smtp: {image: 'mailu/postfix:1.9', env_file: mailu.env}\n"},
                 {"mailu.env", "SUBNET=10.0.1.0/24\nexport RELAYNETS=10.0.0.0/8\nRELAYNETS=10.0.0.0/8\n"}});
  const auto& findings = run.report.findings;
  REQUIRE(findings.size() >= 2);
  CHECK(std::ranges::is_sorted(findings, [](const Finding& a, const Finding& b) {
    return std::tie(a.span.file, a.span.begin, a.rule) < std::tie(b.span.file, b.span.begin, b.rule);
  }));
  for (std::size_t i = 1; i < findings.size(); ++i) {
    CHECK((findings[i].span != findings[i - 1].span || findings[i].message != findings[i - 1].message));
  }
  const auto relay = std::ranges::find(findings, *find_rule("open-relay-ingress"), &Finding::rule);
  REQUIRE(relay != findings.end());
  CHECK(relay->key_path == "RELAYNETS");
  const auto empty = std::ranges::find(findings, *find_rule("value-type"), &Finding::rule);
  REQUIRE(empty != findings.end());
  CHECK(empty->key_path == "services.front.volumes");
}

TEST_CASE("rules can be switched off, and their severity chosen") {
  const Files files{{"docker-stack.yml", two_services}};
  REQUIRE(Run(files).found("open-relay-ingress"));
  const Run only(files, with_enabled("open-relay-ingress"));
  CHECK(std::ranges::all_of(only.rules(), [](const std::string& rule) { return rule == "open-relay-ingress"; }));
  CHECK(Run(files, with_enabled("yaml-syntax")).rules().empty());

  Options options;
  options.severities = {{*find_rule("open-relay-ingress"), Severity::note}};
  for (const Finding& finding : Run(files, options).report.findings) {
    if (finding.rule == *find_rule("open-relay-ingress")) CHECK(finding.severity == Severity::note);
  }
}

TEST_CASE("rules that need the release are silent without it, except about swarms") {
  const Run run({{"docker-stack.yml",
                  "services:\n  admin: {image: 'mailu/admin:latest'}\n  smtp: {image: 'mailu/postfix:latest'}\n"
                  "  front: {image: 'mailu/nginx:latest'}\n"}});
  CHECK_FALSE(run.report.coverage.release);
  CHECK(run.found("pod-address-range-missing"));
}

TEST_CASE("the same input gives the same findings") {
  const Files files{{"docker-stack.yml", two_services}};
  const Run first(files);
  const Run second(files);
  REQUIRE(first.report.findings.size() == second.report.findings.size());
  for (std::size_t i = 0; i < first.report.findings.size(); ++i) {
    CHECK(first.report.findings[i].message == second.report.findings[i].message);
    CHECK(first.report.findings[i].span == second.report.findings[i].span);
  }
}

TEST_CASE("a secret that comes from the shell does not stand in the file") {
  struct Row {
    std::string value;
    std::string shell;
    bool found;
  };
  const Row rows[] = {
      {"${DB_PW}", "hunter2-rake-tulip", false},
      {"${DB_PW:-other-rake-tulip}", "hunter2-rake-tulip", false},
      {"${DB_PW:-other-rake-tulip}", "", true},
      {"other-rake-tulip", "hunter2-rake-tulip", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.value);
    Options options = with_enabled("secret-in-compose");
    options.shell_env = {{"DB_PW", row.shell}};
    const Run run({{"docker-compose.yml",
                    "services:\n"
                    "  front: {image: 'mailu/nginx:1.9'}\n"
                    "  admin: {image: 'mailu/admin:1.9', environment: {DB_PW: '" +
                        row.value + "'}}\n"}},
                  options);
    CHECK(run.report.coverage.applicable);
    CHECK(run.found("secret-in-compose") == row.found);
  }
}

TEST_CASE("the images that one finding is about are counted") {
  const std::pair<const char*, const char*> rows[] = {
      {"services:\n  front: {image: 'mailu/nginx:latest'}\n  admin: {image: 'mailu/admin:1.9'}\n",
       "moves from release to release"},
      {"services:\n  front: {image: 'mailu/nginx:latest'}\n  admin: {image: 'mailu/admin:latest'}\n",
       "moves from release to release, in 2 images"},
  };
  for (const auto& [yaml, label] : rows) {
    const Run run({{"docker-compose.yml", yaml}}, with_enabled("image-tag-floating"));
    REQUIRE(run.report.findings.size() == 1);
    CHECK(run.report.findings[0].label == label);
  }
}

TEST_CASE("a value that may hold a login is not quoted, whoever masks it later") {
  const std::pair<const char*, const char*> rows[] = {
      {"somebody", "`somebody`"}, {"a:b@host", ""}, {"http://u:pw@host/", ""}, {"name@host", "`name@host`"}};
  for (const auto& [value, quoted] : rows) {
    const Run run({{"docker-compose.yml",
                    "services:\n  front: {image: 'mailu/nginx:1.9'}\n  admin: {image: 'mailu/admin:1.9', environment: "
                    "{AUTH_RATELIMIT_IP: '" +
                        std::string(value) + "'}}\n"}},
                  with_enabled("setting-invalid"));
    const std::string shown = value;
    CAPTURE(shown);
    REQUIRE(run.report.findings.size() == 1);
    const std::string& message = run.report.findings[0].message;
    CHECK((message.find(value) != std::string::npos) == (*quoted != '\0'));
  }
}

TEST_CASE("what was not checked is told, with the reason and the rules") {
  struct Row {
    std::string what;
    std::string services;  ///< beside front
    std::string rule;
    std::string reason;
  };
  const Row rows[] = {
      {"an env file that is not there", "  smtp: {image: 'mailu/postfix:1.9', env_file: mailu.env}\n", "relaynets-open",
       "mailu.env not found"},
      {"an unset variable", "  smtp: {image: 'mailu/postfix:1.9', environment: {RELAYNETS: '${NETS}'}}\n",
       "relaynets-open", "`NETS` is not set"},
      {"a release that is not known", "  smtp: {image: 'mailu/postfix:latest'}\n", "setting-removed",
       "the release of Mailu is not known"},
      {"a volume that somebody else made",
       "  admin: {image: 'mailu/admin:1.9', volumes: ['data:/data']}\nvolumes: {data: {external: true}}\n",
       "sqlite-shared-storage", "volume `data` is external"},
      {"a network that somebody else made",
       "  smtp: {image: 'mailu/postfix:1.9', environment: {SUBNET: 192.168.203.0/24}}\n"
       "networks: {default: {external: true}}\n",
       "subnet-mismatch", "network `default` is external"},
      {"an address in the resolver's network",
       "  resolver: {image: 'mailu/unbound:1.9', networks: {default: {ipv4_address: 192.168.203.254}}}\n"
       "  admin: {image: 'mailu/admin:1.9', dns: [192.168.203.253], networks: {default: {ipv4_address: "
       "'${ADDRESS}'}}}\n"
       "networks: {default: {ipam: {config: [{subnet: 192.168.203.0/24}]}}}\n",
       "dns-not-resolver", "`ADDRESS` is not set"},
      {"a network whose addresses docker chooses",
       "  smtp: {image: 'mailu/postfix:1.9', environment: {SUBNET: 192.168.203.0/24}}\n", "subnet-mismatch",
       "network `default` declares no subnet"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    const std::string tag = row.rule == "setting-removed" ? "latest" : "1.9";
    const Run run({{"docker-compose.yml", "services:\n  front: {image: 'mailu/nginx:" + tag + "'}\n" + row.services}},
                  with_enabled(row.rule));
    CHECK(run.report.findings.empty());
    REQUIRE(run.report.coverage.gaps.size() == 1);
    CHECK(run.report.coverage.gaps[0].reason == row.reason);
    CHECK(run.report.coverage.gaps[0].rules == std::vector{*find_rule(row.rule)});
  }
}
