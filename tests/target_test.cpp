// Compose or swarm, and what is known of the cluster.
#include <doctest/doctest.h>

#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "resolution.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

TEST_CASE("compose or swarm, and why") {
  struct Row {
    std::string file;
    std::string yaml;
    Target expected;
    std::string evidence;
  };
  const Row rows[] = {
      {"docker-compose.yml", "services:\n  front: {image: mailu/nginx:1.9, ports: ['25:25']}\n", Target::compose,
       "nothing in the files needs a swarm"},
      {"docker-compose.yml",
       "services:\n  front: {image: mailu/nginx:1.9, deploy: {resources: {limits: {cpus: '1'}}}}\n", Target::compose,
       "nothing in the files needs a swarm"},
      {"docker-compose.yml", "services:\n  front: {image: mailu/nginx:1.9, deploy: {placement: {constraints: [a]}}}\n",
       Target::swarm, "service `front` has `deploy.placement`"},
      {"docker-compose.yml", "x-d: &d {mode: global}\nservices:\n  front: {image: mailu/nginx:1.9, deploy: *d}\n",
       Target::swarm, "service `front` has `deploy.mode`"},
      {"docker-compose.yml",
       "x-d: &d {deploy: {update_config: {order: start-first}}}\nservices:\n  front: {<<: *d, image: "
       "mailu/nginx:1.9}\n",
       Target::swarm, "service `front` has `deploy.update_config`"},
      {"docker-compose.yml", "services:\n  front: {image: mailu/nginx:1.9, deploy: {labels: {a: b}}}\n", Target::swarm,
       "service `front` has `deploy.labels`"},
      {"docker-compose.yml", "services:\n  front: {image: mailu/nginx:1.9, build: ., deploy: {labels: {a: b}}}\n",
       Target::compose, "nothing in the files needs a swarm"},
      {"docker-compose.yml", "services:\n  front: {image: mailu/nginx:1.9, ports: [{target: 25, mode: overlay}]}\n",
       Target::swarm, "service `front` publishes a port with a mode"},
      {"docker-compose.yml",
       "name: mailu\nservices:\n  front: {image: mailu/nginx:1.9, ports: [{target: 25, mode: ingress}]}\n",
       Target::compose, "nothing in the files needs a swarm"},
      {"docker-compose.yml",
       "services:\n  front: {image: mailu/nginx:1.9, deploy: {replicas: 1}}\n  imap: {image: mailu/dovecot:1.9, "
       "deploy: "
       "{replicas: 1}}\n",
       Target::swarm, "2 services have `deploy.replicas`"},
      {"docker-compose.yml",
       "services:\n  front: {image: mailu/nginx:1.9}\n  app: {image: app, deploy: {mode: replicated, replicas: 3}}\n",
       Target::compose, "nothing in the files needs a swarm"},
      {"docker-compose.yml", "services:\n  front: {image: mailu/nginx:1.9}\nnetworks:\n  default: {driver: overlay}\n",
       Target::swarm, "network `default` is an overlay"},
      {"mailu-stack.yml", "services:\n  front: {image: mailu/nginx:1.9}\n", Target::swarm,
       "the file is called `mailu-stack.yml`"},
      {"docker-stack.yml", "x-mailu-lint: {target: compose}\nservices:\n  front: {image: mailu/nginx:1.9}\n",
       Target::compose, "given by `x-mailu-lint`"},
      {"docker-compose.yml", "x-mailu-lint: {cluster: {managers: 3}}\nservices:\n  front: {image: mailu/nginx:1.9}\n",
       Target::swarm, "facts of a swarm are given"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.yaml);
    const Resolution resolution({{row.file, row.yaml}});
    CHECK(resolution.mail().target == row.expected);
    CHECK(resolution.mail().target_evidence == row.evidence);
    CHECK((resolution.mail().dialect == Dialect::stack) == (row.expected == Target::swarm));
  }
  const Resolution chosen({{"docker-compose.yml", "services:\n  front: {image: mailu/nginx:1.9}\n"}},
                          {.target = Target::swarm, .deploy_with = DeployWith::compose_config});
  CHECK(chosen.mail().swarm());
  CHECK(chosen.mail().dialect == Dialect::compose);
}

TEST_CASE("cluster facts: who is believed") {
  const char* stack_text =
      "x-mailu-lint: {cluster: {managers: 4, ingress-subnet: 10.4.0.0/16}}\n"
      "services:\n  front: {image: mailu/nginx:1.9}\n  imap: {image: mailu/dovecot:1.9}\n";
  const char* facts = R"({"LocalNodeState":"active","Nodes":5,"Managers":5})";
  const Files files{{"docker-stack.yml", stack_text}, {"info.json", facts}, {".env", "SWARM_MANAGERS=6\n"}};

  const Resolution command(files, {.managers = 2}, {.cluster = {"info.json"}});
  CHECK(command.mail().cluster.managers->docker_value() == 2);
  CHECK(command.text(command.mail().cluster.managers->span()) == "2");
  CHECK(std::ranges::count(command.findings.list(), *find_rule("cluster-facts-conflict"), &Finding::rule) == 3);

  const Resolution printed(files, {.configured_cluster = {.managers = 3}}, {.cluster = {"info.json"}});
  CHECK(printed.mail().cluster.managers->docker_value() == 5);
  const Resolution configured(files, {.configured_cluster = {.managers = 3}});
  CHECK(configured.mail().cluster.managers->docker_value() == 3);
  const Resolution written(files);
  CHECK(written.mail().cluster.managers->docker_value() == 4);
  CHECK(written.mail().ingress().at(0).network.to_string() == "10.4.0.0/16");
  const Resolution variables({{"docker-stack.yml", "services:\n  front: {image: mailu/nginx:1.9}\n"},
                              {".env", "SWARM_MANAGERS=6\nSWARM_INGRESS_SUBNET=10.6.0.0/16\n"}});
  CHECK(variables.mail().cluster.managers->docker_value() == 6);
  CHECK(variables.mail().ingress().at(0).network.to_string() == "10.6.0.0/16");
  CHECK(variables.text(variables.mail().cluster.managers->span()) == "6");
}

TEST_CASE("without facts, ingress is what docker takes by default") {
  const Deployment mail;
  REQUIRE(mail.ingress().size() == 2);
  CHECK(mail.ingress()[0].network.to_string() == "10.0.0.0/24");
  CHECK(mail.ingress()[1].network.to_string() == "10.255.0.0/16");
  CHECK_FALSE(mail.ingress()[0].span);
}

TEST_CASE("facts files that are not there make the run partly blind") {
  const Resolution resolution({{"docker-stack.yml", "services:\n  front: {image: mailu/nginx:1.9}\n"}}, {},
                              {.cluster = {"nodes.txt"}});
  CHECK(resolution.coverage.unreadable);
  CHECK(resolution.coverage.files_missing == std::vector<std::string>{"nodes.txt"});
  REQUIRE(resolution.findings.list().size() == 1);
  CHECK(resolution.sources[resolution.findings.list()[0].span.file].path() == "nodes.txt");
}

TEST_CASE("a stack that is made of docker compose's output: what a stack refuses there, where it was written") {
  const std::string yaml =
      "services:\n"
      "  front: {image: 'mailu/nginx:1.9', mem_limit: 1g, depends_on: [admin], ports: ['25:25']}\n"
      "  admin: {image: 'mailu/admin:1.9', deploy: {replicas: 1}}\n"
      "  other: {image: i, profiles: [no]}\n"
      "networks: {default: {enable_ipv6: true}}\n";
  const auto refused = [&](Options options) {
    const Resolution read({{"docker-compose.yml", yaml}}, options);
    std::vector<std::string> keys;
    for (const Finding& finding : read.findings.list()) {
      if (name(finding.rule) == "stack-key-refused") keys.push_back(read.text(finding.span));
    }
    return keys;
  };
  CHECK(refused({.target = Target::swarm, .deploy_with = DeployWith::compose_config}) ==
        std::vector<std::string>{"mem_limit", "enable_ipv6"});
  CHECK(refused({.target = Target::compose}).empty());
}

TEST_CASE("a stack drops `network_mode`, and the service is on the default network") {
  const std::string yaml = "services:\n  front: {image: 'mailu/nginx:1.9', network_mode: host}\n";
  const Resolution in_stack = stack(yaml);
  CHECK_FALSE(in_stack.service("front").network_mode);
  REQUIRE(in_stack.service("front").networks.size() == 1);
  CHECK(in_stack.service("front").networks[0].key.is("default"));
  const Resolution in_compose = compose(yaml);
  CHECK(in_compose.service("front").network_mode);
  CHECK(in_compose.service("front").networks.empty());
}
