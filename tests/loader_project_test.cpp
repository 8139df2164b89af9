// What belongs to a project as a whole: its documents, name, paths and profiles.
#include "loaded_model.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

TEST_CASE("docker compose merges the documents of a file, a stack reads the first") {
  const Files files{
      {"/p/compose.yml", "services: {s: {image: i, hostname: h}}\n---\nservices: {s: {hostname: j}, t: {image: k}}\n"}};
  const Loaded compose(files);
  CHECK(compose.dump_at("services.s.hostname") == "'j'");
  CHECK(compose.dump_at("services.t.image") == "'k'");
  CHECK(compose.rules().empty());
  const Loaded stack(files, {}, Dialect::stack);
  CHECK(stack.dump_at("services.s.hostname") == "'h'");
  CHECK(stack.dump_at("services.t") == "absent");
  CHECK(stack.rules() == std::vector<std::string>{"second-document-unread"});
}

TEST_CASE("the project's name is -p, COMPOSE_PROJECT_NAME, name: or the directory, in this order") {
  struct Named {
    const char* yaml;
    const char* option;
    const char* variable;
    const char* expected;
  };
  for (const auto& [yaml, option, variable, expected] : {
           Named{"services: {}\n", "", "", "my-project"},
           Named{"name: Foo.Bar\nservices: {}\n", "", "", "foobar"},
           Named{"name: a\nservices: {}\n---\nname: b\n", "", "", "b"},
           Named{"name: ${X:-_x}\nservices: {}\n", "", "", "x"},
           Named{"name: \"-09AZaz_-`{@[/:\"\nservices: {}\n", "", "", "09azaz_-"},
           Named{"name: \"`@\"\nservices: {}\n", "", "", "my-project"},
           Named{"name: a\nservices: {}\n", "", "v", "v"},
           Named{"name: a\nservices: {}\n", "o", "v", "o"},
       }) {
    const auto& shown = yaml;  // clang 14 cannot capture a structured binding
    CAPTURE(shown);
    Options options;
    if (*variable) options.shell_env = {{"COMPOSE_PROJECT_NAME", variable}};
    const Loaded loaded(Files{{"/_My-Project./compose.yml", yaml}},
                        {.files = {"/_My-Project./compose.yml"}, .name = option}, Dialect::compose, options);
    CHECK(loaded.model.name == expected);
    CHECK(loaded.dump_at("name") == "'" + std::string(expected) + "'");
    // A stack has the name that it is deployed under, and no other.
    const Loaded stack(Files{{"/p/compose.yml", yaml}}, {.name = option}, Dialect::stack, options);
    CHECK(stack.model.name == option);
  }
}

TEST_CASE("paths start at the first file's directory, or at the one that is given") {
  const std::string yaml = service("volumes: [\"./x:/x\"]");
  const auto source = [&](Project project) {
    const Loaded loaded(Files{{project.files.front(), yaml}}, project);
    return loaded.at("services.s.volumes")->items.at(0)->find("source")->text;
  };
  CHECK(source({.files = {"/p/d/compose.yml"}}) == "/p/d/x");
  CHECK(source({.files = {"d/compose.yml"}, .working_directory = "/w"}) == "/w/d/x");
  CHECK(source({.files = {"../compose.yml"}, .working_directory = "/w/d"}) == "/w/x");
  CHECK(source({.files = {"d/compose.yml"}, .working_directory = "/w", .directory = "e"}) == "/w/e/x");
  CHECK(source({.files = {"compose.yml"}}) == "x");
}

TEST_CASE("files are shown as the user names them") {
  const auto shown = [](const std::string& file, const std::string& directory) {
    const Loaded loaded(Files{{file, service("env_file: m.env")}}, {.files = {file}, .working_directory = directory});
    return loaded.model.missing.at(0);
  };
  CHECK(shown("compose.yml", "/w") == "m.env");
  CHECK(shown("d/compose.yml", "/w") == "d/m.env");
  CHECK(shown("../compose.yml", "/w/e") == "../m.env");
  CHECK(shown("/p/compose.yml", "/w") == "/p/m.env");
}

TEST_CASE("profiles switch services on") {
  const Files files{{"/p/compose.yml",
                     "services:\n  s: {image: i}\n  t: {image: j, profiles: [x, y]}\n  u: "
                     "{image: k, profiles: [z], env_file: no.env}\n"}};
  CHECK(Loaded(files).model.disabled == std::vector<std::string>{"t", "u"});
  CHECK(Loaded(files).rules().empty());
  CHECK(Loaded(files, {.files = {"/p/compose.yml"}, .profiles = {"y"}}).model.disabled ==
        std::vector<std::string>{"u"});
  const Loaded all(files, {.files = {"/p/compose.yml"}, .profiles = {"*"}});
  CHECK(all.model.disabled.empty());
  CHECK(all.rules() == std::vector<std::string>{"env-file-missing"});
  const Options variable{.shell_env = {{"COMPOSE_PROFILES", "x, z"}}};
  CHECK(Loaded(files, {}, Dialect::compose, variable).model.disabled.empty());
}

TEST_CASE("a circle of services is told step by step while it is short") {
  struct Circle {
    std::size_t size;
    std::string message;
  };
  for (const Circle& circle : {
           Circle{1, "`s0` waits for `s0`"},
           Circle{2, "`s0` waits for `s1` waits for `s0`"},
           Circle{4, "`s0` waits for `s1` waits for `s2` waits for `s3` waits for `s0`"},
           Circle{5, "services wait in a circle back to `s0`"},
       }) {
    std::string yaml = "services:\n";
    for (std::size_t i = 0; i < circle.size; ++i) {
      yaml +=
          "  s" + std::to_string(i) + ": {image: i, depends_on: [s" + std::to_string((i + 1) % circle.size) + "]}\n";
    }
    const Loaded loaded(Files{{"/p/compose.yml", yaml}});
    REQUIRE(loaded.rules() == std::vector<std::string>{"depends-on-cycle"});
    CHECK(loaded.findings.list().front().message == circle.message + "; docker compose refuses the file");
  }
}

TEST_CASE("what is no name of a service is nothing that a service depends on") {
  const Files files{{"/p/compose.yml", "services:\n  s: {image: i, depends_on: [[t], t]}\n  t: {image: i}\n"}};
  CHECK(Loaded(files).dump_at("services.s.depends_on") == "{t: {condition: 'service_started', required: true}}");
}

TEST_CASE("what docker compose adds: networks, and what a service waits for") {
  const auto one = [](const std::string& keys) { return Files{{"/p/compose.yml", service(keys)}}; };
  const std::string started = "{condition: 'service_started', required: true";
  check_rows(
      {{"everybody is on the default network", one("hostname: h"), "networks", "{default: {name: 'p_default'}}"},
       {"nobody is", one("network_mode: host"), "networks", "absent"},
       {"its scale is how many", one("scale: 2, deploy: {mode: replicated}"), "services.s.deploy.replicas", "2"},
       {"its scale says what is said", one("scale: 2, deploy: {replicas: 2}"), "services.s.deploy", "{replicas: 2}"},
       {"devices are all of them", one("gpus: [{driver: nvidia}, {driver: other, device_ids: ['0']}]"),
        "services.s.gpus",
        "[{count: -1, driver: 'nvidia'}, {device_ids: ['0'], driver: "
        "'other'}]"},
       {"an alias is one", one("networks: {default: {aliases: [a, b]}}"), "services.s.networks",
        "{default: {aliases: ['a', 'b']}}"},
       {"a link", one("links: [t]"), "services.s.depends_on", "{t: " + started + ", restart: true}}"},
       {"a link by another name", one("links: ['t:u']"), "services.s.depends_on",
        "{t: " + started + ", restart: true}}"},
       {"a link by two names", one("links: ['t:u:v']"), "services.s.depends_on",
        "{t:u:v: " + started + ", restart: true}}"},
       {"another's network", one("network_mode: 'service:t'"), "services.s.depends_on",
        "{t: " + started + ", restart: true}}"},
       {"another's volumes", one("volumes_from: ['t:ro', 'container:u']"), "services.s.depends_on",
        "{t: " + started + "}}"},
       {"waited for already", one("links: [t], depends_on: [t]"), "services.s.depends_on", "{t: " + started + "}}"}},
      Dialect::compose);
}

TEST_CASE("paths that Windows takes for absolute stay, with docker compose") {
  for (const char* path : {"\\\\server\\x", "c:\\x", "c:/x", "Z:/x", "c:/"}) {
    const Files files{
        {"/p/compose.yml", service("volumes: [{type: bind, source: '" + std::string(path) + "', target: /x}]")}};
    CHECK(Loaded(files).dump_at("services.s.volumes") ==
          "[{source: '" + std::string(path) + "', target: '/x', type: 'bind'}]");
  }
  for (const char* path : {"\\x", "c:x", "@:/x", "[:/x", "`:/x", "{:/x", "c"}) {
    const Files files{
        {"/p/compose.yml", service("volumes: [{type: bind, source: '" + std::string(path) + "', target: /x}]")}};
    CHECK(Loaded(files).dump_at("services.s.volumes").find("source: '/p/" + std::string(path)) != std::string::npos);
  }
}

TEST_CASE("a device that is a path of the host starts at the project's directory, with docker compose alone") {
  const std::pair<const char*, const char*> rows[] = {
      {"driver: local, driver_opts: {type: none, o: bind, device: ./x}", "'/p/x'"},
      {"driver_opts: {type: none, o: bind, device: ./x}", "'./x'"},
      {"driver: local, driver_opts: {o: 'bind,ro', device: ./x}", "'./x'"},
      {"driver: local, driver_opts: {device: ./x}", "'./x'"},
      {"driver: other, driver_opts: {o: bind, device: ./x}", "'./x'"},
  };
  for (const auto& [volume, device] : rows) {
    const Files files{{"/p/compose.yml", service("hostname: h") + "volumes: {v: {" + volume + "}}\n"}};
    CHECK(Loaded(files).dump_at("volumes.v.driver_opts.device") == device);
    CHECK(Loaded(files, {}, Dialect::stack).dump_at("volumes.v.driver_opts.device") == "'./x'");
  }
}
