// What docker takes where: one document a row, and the findings of each dialect. The oracle test asks the same of whole
// files; here it is the place and the rule that are looked at.
#include <doctest/doctest.h>

#include <sstream>

#include <mailu_lint/rule.hpp>

#include "loaded_model.hpp"
#include "parse/yaml.hpp"
#include "resolve/section.hpp"
#include "resolve/values_from_yaml.hpp"
#include "support.hpp"

namespace mailu_lint {
namespace {

/// "rule place" of each finding, place being the text that is underlined.
std::string findings_of(Dialect dialect, const std::string& text) {
  test::MemoryReader files{};
  SourceSet sources(files);
  const FileId file = sources.add("compose.yml", text);
  Findings findings;
  const yaml::Tree tree = yaml::parse(file, sources[file], findings);
  ValueArena arena;
  ResolveContext context{.dialect = dialect, .arena = &arena, .sources = &sources, .findings = &findings};
  ValueBudget budget(tree);
  Value* root = values_from_yaml(tree.documents().at(0), budget, context);
  cast_types(*root, context);
  check_schema(*root, context);
  std::string out;
  for (const Finding& finding : findings.list()) {
    out += (out.empty() ? "" : ", ") + std::string(name(finding.rule)) + " " + std::string(sources.text(finding.span));
  }
  CHECK(context.refused == !out.empty());
  return out;
}

/// A file of that version with nothing but the key: `services.n.ports[].mode` is `{services: {n: {ports: [{mode:
/// }]}}}`.
std::string file_with(std::string path, int version) {
  std::string begin = "version: '3." + std::to_string(version) + "'\n";
  std::string end;
  for (std::size_t dot = path.find('.'); dot != std::string::npos; dot = path.find('.')) {
    const bool list = path[dot - 1] == ']';
    begin += path.substr(0, list ? dot - 2 : dot) + (list ? ": [{" : ": {");
    end.insert(0, list ? "}]" : "}");
    path.erase(0, dot + 1);
  }
  return begin + path + ": " + end + "\n";
}

std::string service(const std::string& keys) {
  return "services: {s: {image: i, " + keys + "}}";
}

}  // namespace

TEST_CASE("schema: what each dialect refuses, and where") {
  struct Row {
    std::string text;
    std::string compose;
    std::string stack;
  };
  const Row rows[] = {
      {service("ports: ['25:25']"), "", ""},
      {service("imge: x"), "unknown-key imge", "unknown-key imge"},
      {service("volumes: "), "value-type volumes", "value-type volumes"},
      {service("volumes: '/a:/b'"), "value-type '/a:/b'", "value-type '/a:/b'"},
      {service("environment: {A: [b]}"), "value-type [b]", "value-type [b]"},
      {service("environment: {A: true}"), "", "value-type true"},
      {service("environment: [A=1, A=1]"), "", "value-invalid A=1"},
      {service("security_opt: [a, a]"), "value-invalid a", "value-invalid a"},
      {service("command: "), "", "value-type command"},
      {service("deploy: "), "", ""},
      {service("deploy: {replicas: '3'}"), "", "value-type '3'"},
      {service("deploy: {replicas: x}"), "value-type x", "value-type x"},
      {service("deploy: {replicas: 1.5}"), "value-type 1.5", "value-type 1.5"},
      {service("deploy: {update_config: {order: foo}}"), "value-invalid foo", "value-invalid foo"},
      {service("deploy: {x-a: 1}"), "", "stack-key-refused x-a"},
      {service("deploy: {foo: 1}"), "unknown-key foo", "unknown-key foo"},
      {service("profiles: [a], cpus: 0.5, ports: [{target: 1, host_ip: ''}]"), "", "stack-key-refused profiles"},
      {service("extends: b"), "", "stack-key-refused extends"},
      {service("cgroupns_mode: host"), "unknown-key cgroupns_mode", ""},
      {service("volume_driver: x"), "unknown-key volume_driver", "unknown-key volume_driver"},
      {service("depends_on: {t: {condition: service_healthy}}"), "", "value-type {t: {condition: service_healthy}}"},
      {service("depends_on: {t: {}}"), "key-missing {}", "value-type {t: {}}"},
      {service("volumes: [{source: v, target: /a}]"), "key-missing {source: v, target: /a}",
       "key-missing {source: v, target: /a}"},
      {service("volumes: [{type: foo, target: /a}]"), "value-invalid foo", ""},
      {service("volumes: [{type: bind, source: /a, target: /a, bind: {create_host_path: false}}]"), "", ""},
      {service("container_name: x"), "value-invalid x", ""},
      {service("container_name: mail"), "", ""},
      {service("env_file: {path: a}"), "value-type {path: a}", "value-type {path: a}"},
      {service("env_file: [{path: a}]"), "", "value-type {path: a}"},
      {service("ulimits: {NoFile: 5}"), "value-invalid NoFile", "value-invalid NoFile"},
      {service("healthcheck: {start_interval: 1s}, x-a: 1"), "", ""},
      {"version: '3.1'\n" + service("healthcheck: {start_period: 1s}, init: true"), "",
       "stack-key-refused healthcheck.start_period"},
      {"version: '3.6'\n" + service("deploy: {placement: {max_replicas_per_node: 1}}"), "",
       "stack-key-refused deploy.placement.max_replicas_per_node"},
      {"version: '3.6'\n" + service("x-a: 1"), "", "stack-key-refused x-a"},
      {"version: '2.4'\n" + service("init: true"), "", "value-invalid '2.4'"},
      {"version: 3.8\n" + service("init: true"), "value-type 3.8", "value-type 3.8"},
      {"name: mail\n" + service("init: true"), "", "stack-key-refused name"},
      {"services: {s: }", "value-type s", "value-type s"},
      {"services: {a b: {image: i}}", "value-invalid a b", "value-invalid a b"},
      {"services: {azAZ09._-: {image: i}}", "", ""},
      {"services: {a@: {image: i}}", "value-invalid a@", "value-invalid a@"},
      {"services: {'a[': {image: i}}", "value-invalid 'a['", "value-invalid 'a['"},
      {"services: {'a`': {image: i}}", "value-invalid 'a`'", "value-invalid 'a`'"},
      {"services: {'a{': {image: i}}", "value-invalid 'a{'", "value-invalid 'a{'"},
      {"services: {a/: {image: i}}", "value-invalid a/", "value-invalid a/"},
      {"services: {'a:': {image: i}}", "value-invalid 'a:'", "value-invalid 'a:'"},
      {service("ulimits: {az: 5}"), "", ""},
      {service("ulimits: {'a`': 5}"), "value-invalid 'a`'", "value-invalid 'a`'"},
      {service("ulimits: {'a{': 5}"), "value-invalid 'a{'", "value-invalid 'a{'"},
      {service("container_name: _ab"), "", ""},
      {service("container_name: ab"), "", ""},
      {service("container_name: '/ab'"), "", ""},
      {service("container_name: '-_'"), "value-invalid '-_'", ""},
      {service("container_name: 'a/'"), "value-invalid 'a/'", ""},
      {"services: []", "value-type []", "value-type []"},
      {"networks: {a: {enable_ipv6: true}, b: {ipam: {config: [{gateway: x}]}}}", "",
       "stack-key-refused enable_ipv6, stack-key-refused gateway"},
      {"networks: {a: , b: {external: 'true'}}", "", "value-type 'true'"},
      {"volumes: {a: {driver_opts: {size: 5, b: true}}}", "value-type true", "value-type true"},
      {"secrets: {a: }", "value-type a", "value-type a"},
      {"x-anything: {a: [1, {b: }]}", "", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(findings_of(Dialect::compose, row.text) == row.compose);
    std::string stack = findings_of(Dialect::stack, row.text);
    if (row.stack.starts_with("stack-key-refused ") && row.stack.find('.') != std::string::npos) {
      // The key alone is underlined; its whole path is in the message.
      CHECK(stack == "stack-key-refused " + row.stack.substr(row.stack.rfind('.') + 1));
    } else {
      CHECK(stack == row.stack);
    }
  }
}

TEST_CASE("schema: of many keys that a stack refuses three are named, and all are shown") {
  const std::pair<const char*, const char*> rows[] = {
      {"cpus: 1", "`cpus` is not for stacks"},
      {"cpus: 1, profiles: [a]", "`cpus`, `profiles` are not for stacks"},
      {"cpus: 1, profiles: [a], runtime: r", "`cpus`, `profiles`, `runtime` are not for stacks"},
      {"cpus: 1, profiles: [a], runtime: r, scale: 1", "`cpus`, `profiles`, `runtime` and 1 more are not for stacks"},
      {"cpus: 1, profiles: [a], runtime: r, scale: 1, platform: p",
       "`cpus`, `profiles`, `runtime` and 2 more are not for stacks"},
  };
  std::size_t others = 0;
  for (const auto& [keys, message] : rows) {
    const test::Loaded loaded(test::Files{{"/p/compose.yml", service(keys)}}, {}, Dialect::stack);
    REQUIRE(loaded.findings.list().size() == 1);
    CHECK(loaded.findings.list()[0].message == std::string(message) + "; docker stack deploy refuses the file");
    CHECK(loaded.findings.list()[0].related.size() == others++);
  }
}

TEST_CASE("schema: of many unknown keys fifty are told, and the file stays refused") {
  std::string keys;
  for (int i = 0; i < 60; ++i) keys += ", strange" + std::to_string(i) + ": 1";
  for (const Dialect dialect : {Dialect::compose, Dialect::stack}) {
    const test::Loaded loaded(test::Files{{"/p/compose.yml", service(keys.substr(2))}}, {}, dialect);
    CHECK(loaded.findings.list().size() == 50);
    CHECK(loaded.model.refused);
  }
}

TEST_CASE("schema: short ports beside a key that only docker compose prints") {
  const test::Loaded loaded(
      test::Files{{"/p/compose.yml", "name: mail\nservices: {s: {image: i, ports: [{}, '25:25', {target: 26}]}}\n"}},
      {}, Dialect::stack);
  CHECK(loaded.rules() == std::vector<std::string>{"stack-key-refused"});
}

TEST_CASE("schema: a name that is meant is one that the dialect takes there") {
  const auto help = [](const test::Loaded& loaded) { return loaded.findings.list().at(0).help; };
  struct Row {
    const char* yaml;
    const char* compose;
    const char* stack;
  };
  for (const Row& row : {
           Row{"services: {s: {image: i, portz: []}}", "did you mean `ports`?", "did you mean `ports`?"},
           Row{"services: {s: {image: i, mem_limt: 1g}}", "did you mean `mem_limit`?",
               "remove it, or begin its name with `x-`"},
           Row{"version: '3.6'\nservices: {s: {image: i, inti: true}}", "did you mean `init`?",
               "remove it, or begin its name with `x-`"},
           Row{"version: '3.7'\nservices: {s: {image: i, inti: true}}", "did you mean `init`?", "did you mean `init`?"},
       }) {
    CAPTURE(row.yaml);
    CHECK(help(test::Loaded(test::Files{{"/p/compose.yml", row.yaml}})) == row.compose);
    CHECK(help(test::Loaded(test::Files{{"/p/compose.yml", row.yaml}}, {}, Dialect::stack)) == row.stack);
  }
}

TEST_CASE("schema: a stack takes each key from the version on that docker's schemas have it in") {
  std::istringstream rows(test::read_file(test::repository_file("tests/expected/stack_keys.txt")));
  std::size_t asked = 0;
  for (std::string path; rows >> path;) {
    if (path == "#") {
      std::getline(rows, path);
      continue;
    }
    int since = 0;
    rows >> since;
    CAPTURE(path);
    // The long forms of ports and volumes are of 3.2; we take them in any version.
    const bool long_form = path.find("ports[]") != std::string::npos || path.find("volumes[]") != std::string::npos;
    for (const int version : {since - 1, since, 13}) {
      if (version < (long_form ? since : 0)) continue;
      CAPTURE(version);
      const std::string found = findings_of(Dialect::stack, file_with(path, version)) + ",";
      const bool is_refused =
          found.find("stack-key-refused ") != std::string::npos || found.find("unknown-key ") != std::string::npos;
      CHECK_MESSAGE(is_refused == (version < since), found);
      ++asked;
    }
  }
  CHECK(asked > 400);
}

TEST_CASE("schema: one finding for a service lists what a stack refuses, and who refuses is said") {
  test::MemoryReader files{};
  SourceSet sources(files);
  const FileId file =
      sources.add("s.yml", service("profiles: [a], cpus: 0.5, ports: [{target: 1, host_ip: ''}], foo: 1"));
  Findings findings;
  const yaml::Tree tree = yaml::parse(file, sources[file], findings);
  ValueArena arena;
  ResolveContext context{.dialect = Dialect::stack, .arena = &arena, .sources = &sources, .findings = &findings};
  ValueBudget budget(tree);
  check_schema(*values_from_yaml(tree.documents().at(0), budget, context), context);
  REQUIRE(findings.list().size() == 2);
  CHECK(findings.list()[0].message == "docker knows no key `foo` here; docker refuses the file");
  CHECK(findings.list()[1].message ==
        "`profiles`, `cpus`, `ports.host_ip` are not for stacks; docker stack deploy refuses the file");
  CHECK(findings.list()[1].related.size() == 2);
  CHECK(findings.list()[1].label == "docker: services.s Additional property profiles is not allowed");
}

}  // namespace mailu_lint
