// Several files: docker compose merges trees, a stack merges structures. The comparison with docker is oracle_test.cpp.
#include "loaded_model.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

TEST_CASE("`!reset` and `!override` in a later file") {
  const auto load = [](const std::string& base, const std::string& later) {
    return Loaded(Files{{"/p/a.yml", service(base)}, {"/p/b.yml", "services: {s: {" + later + "}}\n"}},
                  {.files = {"/p/a.yml", "/p/b.yml"}});
  };
  CHECK(load("hostname: h", "hostname: !reset null").dump_at("services.s.hostname") == "absent");
  CHECK(load("dns: [1.1.1.1]", "dns: !override [2.2.2.2]").dump_at("services.s.dns") == "['2.2.2.2']");
  CHECK(load("environment: {A: 1, B: 1}", "environment: {A: !reset null}").dump_at("services.s.environment") ==
        "{B: '1'}");
  CHECK(load("environment: [A=1]", "environment: {A: !reset null}").dump_at("services.s.environment") == "{A: '1'}");
  CHECK(load("labels: {a.b: x, c: y}", "labels: {a.b: !reset null}").dump_at("services.s.labels") == "{c: 'y'}");
  const Loaded service_away(
      {{"/p/a.yml", "services: {s: {image: i}, t: {image: j}}\n"}, {"/p/b.yml", "services: {t: !reset null}\n"}},
      {.files = {"/p/a.yml", "/p/b.yml"}});
  CHECK(service_away.dump_at("services.t") == "absent");
  CHECK(!service_away.model.refused);
}

TEST_CASE("docker compose merges trees: lists grow, maps by key, an empty value keeps the earlier one") {
  check_merges(
      {
          {"hostname: h", "hostname: j", "hostname", "'j'"},
          {"hostname: h", "hostname: ", "hostname", "'h'"},
          {"hostname: h", "hostname: ''", "hostname", "''"},
          {"command: [a]", "command: []", "command", "[]"},
          {"environment: {A: 1, B: 1}", "environment: {B: 2, C: 2}", "environment", "{A: '1', B: '2', C: '2'}"},
          {"environment: [A=1]", "environment: {A: }", "environment", "{A: null}"},
          {"environment: [A=1]", "environment: ", "environment", "{A: '1'}"},
          {"environment: ", "environment: [A=1]", "environment", "{A: '1'}"},
          {"labels: {a: 1}", "labels: [a=2]", "labels", "{a: '2'}"},
          {"dns: 1.1.1.1", "dns: [2.2.2.2, 1.1.1.1]", "dns", "['1.1.1.1', '2.2.2.2']"},
          {"cap_add: [A, B]", "cap_add: [B, C]", "cap_add", "['A', 'B', 'C']"},
          {"networks: [a]", "networks: {b: {aliases: [z]}}", "networks", "{a: null, b: {aliases: ['z']}}"},
          {"networks: {a: {aliases: [x]}}", "networks: {a: {aliases: [y]}}", "networks", "{a: {aliases: ['x', 'y']}}"},
          {"networks: {a: {aliases: [x]}}", "networks: {a: {aliases: [x, y]}}", "networks",
           "{a: {aliases: ['x', 'y']}}"},
          {"extra_hosts: [\"a:1.1.1.1\"]", "extra_hosts: [\"a:1.1.1.1\", \"a:2.2.2.2\"]", "extra_hosts",
           "['a=1.1.1.1', 'a=2.2.2.2']"},
          {"logging: {driver: a, options: {x: '1'}}", "logging: {options: {y: '1'}}", "logging",
           "{driver: 'a', options: {x: '1', y: '1'}}"},
          {"logging: {driver: a, options: {x: '1'}}", "logging: {driver: b}", "logging", "{driver: 'b'}"},
          {"ulimits: {nofile: {soft: 1, hard: 2}}", "ulimits: {nofile: 5}", "ulimits", "{nofile: 5}"},
          {"healthcheck: {test: [CMD, a], interval: 1m}", "healthcheck: {test: [CMD, b]}", "healthcheck.test",
           "['CMD', 'b']"},
          {"deploy: {placement: {constraints: [a==b]}}", "deploy: {placement: {constraints: [c==d]}}",
           "deploy.placement.constraints", "['a==b', 'c==d']"},
          {"read_only: true", "read_only: false", "read_only", "false"},
      },
      Dialect::compose);
}

TEST_CASE("ports and volumes that docker takes for the same replace each other") {
  const auto targets = [](const std::string& base, const std::string& later, const std::string& key, Dialect dialect) {
    const Loaded loaded(Files{{"/p/a.yml", service(key + ": [" + base + "]") + "volumes: {va: {}, vb: {}}\n"},
                              {"/p/b.yml", "services: {s: {" + key + ": [" + later + "]}}\n"}},
                        {.files = {"/p/a.yml", "/p/b.yml"}}, dialect);
    std::string text;
    for (const Value* item : loaded.at("services.s." + key)->items) {
      const Value* first = item->find(key == "ports" ? "published" : "source");
      const Value* mode = item->find("mode");
      text += (text.empty() ? "" : " ") + (first ? first->text : "-") + ">" + item->find("target")->text;
      if (mode && mode->text == "host") text += "h";
    }
    return text;
  };
  const std::string host = "{target: 25, published: 25, mode: host}";
  const std::string ingress = "{target: 25, published: 25, mode: ingress}";
  CHECK(targets("\"25:25\"", "\"26:25\"", "ports", Dialect::compose) == "25>25 26>25");
  CHECK(targets("\"25:25\"", "\"25:25\"", "ports", Dialect::compose) == "25>25");
  CHECK(targets("\"25:25\"", "\"127.0.0.1:25:25\"", "ports", Dialect::compose) == "25>25 25>25");
  CHECK(targets(ingress, host, "ports", Dialect::compose) == "25>25h");
  CHECK(targets("\"25:25\"", host, "ports", Dialect::compose) == "25>25 25>25h");
  CHECK(targets("\"25:25\"", host, "ports", Dialect::stack) == "25>25h");
  CHECK(targets("\"53:53/tcp\", \"53:53/udp\"", "\"25:25\"", "ports", Dialect::stack) == "25>25 53>53");
  CHECK(targets("\"53\", \"54\"", "\"25:25\"", "ports", Dialect::stack) == "->54 25>25");
  CHECK(targets("\"va:/x\", \"va:/z\"", "\"vb:/x\"", "volumes", Dialect::compose) == "vb>/x va>/z");
  CHECK(targets("\"va:/z\", \"va:/x\"", "\"vb:/x\"", "volumes", Dialect::stack) == "vb>/x va>/z");
}

TEST_CASE("a stack merges structures: what is empty, false or zero does not override") {
  check_merges(
      {
          {"hostname: h", "hostname: j", "hostname", "'j'"},
          {"hostname: h", "hostname: ''", "hostname", "'h'"},
          {"read_only: true", "read_only: false", "read_only", "true"},
          {"command: [a]", "command: []", "command", "['a']"},
          {"command: [a]", "command: [b]", "command", "['b']"},
          {"deploy: {replicas: 3}", "deploy: {replicas: 0}", "deploy.replicas", "0"},
          {"deploy: {replicas: 3}", "deploy: ", "deploy.replicas", "3"},
          {"deploy: ", "deploy: {replicas: 3}", "deploy.replicas", "3"},
          {"deploy: {resources: {limits: {cpus: '1'}}}", "deploy: {resources: {limits: {memory: 1g}}}",
           "deploy.resources.limits", "{cpus: '1', memory: '1073741824'}"},
          {"healthcheck: {retries: 3}", "healthcheck: {retries: 0}", "healthcheck.retries", "0"},
          {"healthcheck: {interval: 3s}", "healthcheck: {interval: 0s}", "healthcheck.interval", "'3s'"},
          {"environment: {A: 1, B: 1}", "environment: {B: 2, C: 2}", "environment", "{A: '1', B: '2', C: '2'}"},
          {"environment: {A: 1}", "environment: {A: }", "environment", "{A: '1'}"},
          {"environment: {A: 1}", "environment: {A: ''}", "environment", "{A: '1'}"},
          {"dns: 1.1.1.1", "dns: [1.1.1.1]", "dns", "['1.1.1.1', '1.1.1.1']"},
          {"networks: {a: {aliases: [x]}}", "networks: {a: {aliases: [y]}}", "networks", "{a: {aliases: ['y']}}"},
          {"healthcheck: {test: [CMD, a]}", "healthcheck: {test: [CMD, b]}", "healthcheck.test",
           "['CMD', 'a', 'CMD', 'b']"},
          {"labels: {a: '1', b: '1'}", "labels: [b=2]", "labels", "{a: '1', b: '2'}"},
          {"deploy: {placement: {constraints: [a==b]}}", "deploy: {placement: {constraints: [c==d]}}",
           "deploy.placement.constraints", "['a==b', 'c==d']"},
          {"secrets: [x]", "secrets: [{source: x, target: z}]", "secrets", "[{source: 'x', target: 'z'}]"},
          {"logging: {driver: a, options: {x: '1'}}", "logging: {options: {y: '1'}}", "logging",
           "{driver: 'a', options: {x: '1', y: '1'}}"},
          {"logging: {driver: a, options: {x: '1'}}", "logging: {driver: a, options: {y: '1'}}", "logging",
           "{driver: 'a', options: {x: '1', y: '1'}}"},
          {"hostname: h", "logging: {driver: a}", "logging", "{driver: 'a'}"},
          {"logging: {options: {x: '1'}}", "logging: {driver: b}", "logging", "{driver: 'b', options: {x: '1'}}"},
          {"logging: {driver: a, options: {x: '1'}}", "logging: {driver: b, options: {y: '1'}}", "logging",
           "{driver: 'b', options: {y: '1'}}"},
      },
      Dialect::stack);
}

TEST_CASE("what docker compose cannot merge is named by its path") {
  const Loaded loaded(
      Files{{"/p/a.yml", "x-a: {b: {c: 1}}\nservices: {}\n"}, {"/p/b.yml", "x-a: {b: 5}\nservices: {}\n"}},
      {.files = {"/p/a.yml", "/p/b.yml"}});
  REQUIRE(loaded.findings.list().size() == 1);
  CHECK(loaded.findings.list()[0].message ==
        "`x-a.b` cannot be merged with what an earlier file has there; docker compose refuses the file");
}

TEST_CASE("a stack merges resources by name, and keeps the extensions of the first file") {
  const Files files{
      {"/p/a.yml", "x-a: 1\nservices: {s: {image: i}}\nnetworks: {n: {driver: overlay}}\nvolumes: {v: {}}\n"},
      {"/p/b.yml",
       "x-a: 2\nservices: {t: {image: j}}\nnetworks: {m: {}}\nvolumes: {w: {}}\nsecrets: {c: {external: true}}\n"
       "configs: {d: {external: true}}\n"}};
  const Loaded loaded(files, {.files = {"/p/a.yml", "/p/b.yml"}}, Dialect::stack);
  const auto keys = [&](std::string_view place) {
    std::string text;
    for (const Entry& entry : loaded.at(place)->entries) text += entry.key;
    return text;
  };
  CHECK(keys("services") == "st");
  CHECK(keys("networks") == "nm");
  CHECK(keys("volumes") == "vw");
  CHECK(keys("secrets") == "c");
  CHECK(keys("configs") == "d");
  CHECK(loaded.dump_at("x-a") == "1");
}

TEST_CASE("docker compose merges address pools by their subnets") {
  const auto pools = [](const std::string& list) {
    return "services: {s: {image: i}}\nnetworks: {n: {ipam: {config: [" + list + "]}}}\n";
  };
  const std::string a = "subnet: '10.0.0.0/8', gateway: g";
  const std::pair<std::string, std::string> rows[] = {
      {"{subnet: '10.0.0.0/8', ip_range: r}", "[{gateway: 'g', ip_range: 'r', subnet: '10.0.0.0/8'}]"},
      {"{subnet: '11.0.0.0/8'}", "[{subnet: '11.0.0.0/8'}]"},
      {"{subnet: '11.0.0.0/8'}, {subnet: '10.0.0.0/8'}",
       "[{subnet: '11.0.0.0/8'}, {gateway: 'g', subnet: '10.0.0.0/8'}]"},
      {"{subnet: '11.0.0.0/8'}, {subnet: '11.0.0.0/8', gateway: h}", "[{gateway: 'h', subnet: '11.0.0.0/8'}]"},
      {"", "[]"},
  };
  for (const auto& [later, expected] : rows) {
    const Loaded loaded(Files{{"/p/a.yml", pools("{" + a + "}")}, {"/p/b.yml", pools(later)}},
                        {.files = {"/p/a.yml", "/p/b.yml"}});
    CHECK(loaded.dump_at("networks.n.ipam.config") == expected);
  }
}

TEST_CASE("a value remembers what it replaced in an earlier file") {
  const Loaded loaded(Files{{"/p/a.yml", service("hostname: h")}, {"/p/b.yml", "services: {s: {hostname: j}}\n"}},
                      {.files = {"/p/a.yml", "/p/b.yml"}});
  const std::vector<Via>& via = loaded.at("services.s.hostname")->via;
  REQUIRE(via.size() == 1);
  CHECK(via[0].kind == Via::Kind::overrides);
  CHECK(loaded.text(via[0].span) == "h");
}

TEST_CASE("two healthcheck tests in a stack are one command, and that is said") {
  const Loaded loaded(Files{{"/p/a.yml", service("healthcheck: {test: [CMD, a]}")},
                            {"/p/b.yml", "services: {s: {healthcheck: {test: [CMD, b]}}}\n"}},
                      {.files = {"/p/a.yml", "/p/b.yml"}}, Dialect::stack);
  CHECK(loaded.rules() == std::vector<std::string>{"healthcheck-appended"});
  CHECK(loaded.text(loaded.findings.list().front().span) == "[CMD, b]");
}
