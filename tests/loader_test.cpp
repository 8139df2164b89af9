// From files to docker's resolved model: what the loader owns. Each row is a project in memory and what it comes to.
// The long forms of each section have tests of their own; the comparison with docker itself is oracle_test.cpp.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <mailu_lint/rule.hpp>

#include "resolve/model.hpp"

using namespace mailu_lint;

namespace {

using Files = std::map<std::string, std::string>;

class MemoryReader final : public FileReader {
 public:
  explicit MemoryReader(Files files) : files_(std::move(files)) {}

  std::variant<std::string, ReadError> read(const std::string& path) override {
    const auto found = files_.find(path);
    if (found != files_.end()) return found->second;
    const bool directory =
        std::ranges::any_of(files_, [&](const auto& file) { return file.first.starts_with(path + "/"); });
    return directory ? ReadError::directory : ReadError::missing;
  }

 private:
  Files files_;
};

/// One line of flow YAML; keys in order, `?` behind what is unknown.
std::string dump(const Value& value) {
  std::string text;
  switch (value.kind) {
    case Value::Kind::null:
      return "null";
    case Value::Kind::string:
      return "'" + value.text + "'" + (value.known ? "" : "?");
    case Value::Kind::list:
      for (const Value* item : value.items) text += (text.empty() ? "" : ", ") + dump(*item);
      return "[" + text + "]";
    case Value::Kind::map: {
      std::map<std::string, const Value*> sorted;
      for (const Entry& entry : value.entries) sorted[entry.key] = entry.value;
      for (const auto& [key, item] : sorted) text += (text.empty() ? "" : ", ") + key + ": " + dump(*item);
      return "{" + text + "}";
    }
    default:
      return value.text;
  }
}

struct Loaded {
  explicit Loaded(Files contents, Project project = {}, Dialect dialect = Dialect::compose, Options options = {})
      : reader(std::move(contents)), sources(reader), documents(sources, findings) {
    if (project.files.empty()) project.files = {"/p/compose.yml"};
    model = load_model(project, dialect, options, documents);
  }

  const Value* at(std::string_view place) const {
    const Value* value = model.root;
    while (value && !place.empty()) {
      value = value->find(place.substr(0, place.find('.')));
      place.remove_prefix(std::min(place.size(), place.substr(0, place.find('.')).size() + 1));
    }
    return value;
  }
  std::string dump_at(std::string_view place) const {
    const Value* value = at(place);
    return value ? dump(*value) : "absent";
  }
  std::string text(Span span) const { return std::string(sources.text(span)); }
  std::vector<std::string> rules() const {
    std::vector<std::string> names;
    for (const Finding& finding : findings.list()) names.emplace_back(name(finding.rule));
    return names;
  }
  const ServiceEnvironment& environment(std::string_view service) const {
    return *std::ranges::find(model.environments, service, &ServiceEnvironment::service);
  }

  MemoryReader reader;
  SourceSet sources;
  Findings findings;
  Documents documents;
  Model model;
};

/// A project in memory, and what stands at one place of its model.
struct Row {
  std::string what;
  Files files;
  std::string place;
  std::string expected;
};

std::string service(std::string_view body) {
  return "services:\n  s: {image: i, " + std::string(body) + "}\n";
}

void check_rows(const std::vector<Row>& rows, Dialect dialect, const std::vector<std::string>& files = {}) {
  for (const Row& row : rows) {
    CAPTURE(row.what);
    Project project{.files = files};
    const Loaded loaded(row.files, project, dialect);
    CHECK(loaded.dump_at(row.place) == row.expected);
  }
}

/// Two files that both say something about service `s`.
struct MergeRow {
  std::string base;
  std::string later;
  std::string key;
  std::string expected;
};

void check_merges(const std::vector<MergeRow>& rows, Dialect dialect) {
  for (const MergeRow& row : rows) {
    CAPTURE(row.base);
    CAPTURE(row.later);
    const std::string top = "volumes: {va: {}, vb: {}}\nnetworks: {a: {}, b: {}}\nsecrets: {x: {external: true}}\n";
    const Loaded loaded(
        Files{{"/p/a.yml", service(row.base) + top}, {"/p/b.yml", "services:\n  s: {" + row.later + "}\n"}},
        {.files = {"/p/a.yml", "/p/b.yml"}}, dialect);
    CHECK(loaded.dump_at("services.s." + row.key) == row.expected);
  }
}

}  // namespace

TEST_CASE("scalars are typed as go-yaml types them, tags included") {
  struct Scalar {
    const char* yaml;
    const char* both;
    const char* stack = nullptr;
  };
  for (const auto& [yaml, both, stack] : {
           Scalar{"1.50", "1.5"},
           Scalar{"0777", "511"},
           Scalar{"0o17", "15"},
           Scalar{"0x1F", "31"},
           Scalar{"-0b11", "-3"},
           Scalar{"1_000", "1000"},
           Scalar{"08", "8"},
           Scalar{"1e3", "1000"},
           Scalar{"1e21", "1e+21"},
           Scalar{"1e400", "'1e400'"},
           Scalar{"1e-400", "0"},
           Scalar{".5", "0.5"},
           Scalar{"12345678901234567890", "12345678901234567890"},
           Scalar{"-9223372036854775808", "-9223372036854775808"},
           Scalar{".inf", "+Inf"},
           Scalar{"-.INF", "-Inf"},
           Scalar{".NaN", "NaN"},
           Scalar{"yes", "'yes'"},
           Scalar{"22:22", "'22:22'"},
           Scalar{"TRUE", "true"},
           Scalar{"tRUE", "'tRUE'"},
           Scalar{"~", "null"},
           Scalar{"NULL", "null"},
           Scalar{"", "null"},
           Scalar{"\"1\"", "'1'"},
           Scalar{"!!str 012", "'012'"},
           Scalar{"!!int \"3\"", "3"},
           Scalar{"!!float 3", "3"},
           Scalar{"!!binary aGk=", "'hi'"},
           Scalar{"!foo x", "'x'"},
           Scalar{"1.2.3", "'1.2.3'"},
           Scalar{"-", "[null]"},
           Scalar{"0x", "'0x'"},
           Scalar{"2001-02-30", "'2001-02-30'"},
           Scalar{"2001-01-02", "'2001-01-02'", "'2001-01-02 00:00:00 +0000 UTC'"},
           Scalar{"2001-01-02T3:04:05.60Z", "'2001-01-02T3:04:05.60Z'", "'2001-01-02 03:04:05.6 +0000 UTC'"},
           Scalar{"2001-01-02 3:04:05", "'2001-01-02 3:04:05'", "'2001-01-02 03:04:05 +0000 UTC'"},
           Scalar{"2001-01-02T03:04:05+02:00", "'2001-01-02T03:04:05+02:00'", "'2001-01-02 03:04:05 +0200 +0200'"},
       }) {
    const auto& shown = yaml;  // clang 14 cannot capture a structured binding
    CAPTURE(shown);
    const Files files{{"/p/compose.yml", "x-v:\n  " + std::string(yaml) + "\nservices: {}\n"}};
    CHECK(Loaded(files).dump_at("x-v") == both);
    CHECK(Loaded(files, {}, Dialect::stack).dump_at("x-v") == (stack ? stack : both));
  }
}

TEST_CASE("what docker refuses in the YAML itself is reported where it stands, and the rest is kept") {
  struct Refused {
    const char* yaml;
    const char* rule;
    const char* at;
    Dialect dialect = Dialect::compose;
  };
  for (const auto& [yaml, rule, at, dialect] : {
           Refused{"services:\n  1: {image: i}\n", "value-type", "1"},
           Refused{"services:\n  ~: {image: i}\n", "value-type", "~"},
           Refused{"services:\n  s: {image: i, <<: null}\n", "value-type", "null"},
           Refused{"services:\n  s: {image: i, <<: [1]}\n", "value-type", "1"},
           Refused{"x-l: &l [{image: i}]\nservices:\n  s: {<<: *l}\n", "value-type", "*l", Dialect::stack},
           Refused{"services:\n  s: {image: i, hostname: !!null x}\n", "value-type", "x"},
           Refused{"services:\n  s: {image: i, environment: {A: 2001-01-01}}\n", "value-type", "2001-01-01"},
           Refused{"- a\n", "value-type", "- a"},
           Refused{"# only\n", "value-type", ""},
           Refused{"services:\n  s: {image: i, image: j}\n", "duplicate-key", "image"},
           Refused{"services:\n  s: *zz\n", "alias-invalid", "*zz"},
       }) {
    const auto& shown = yaml;  // clang 14 cannot capture a structured binding
    CAPTURE(shown);
    const Loaded loaded(Files{{"/p/compose.yml", yaml}}, {}, dialect);
    CHECK(loaded.model.refused);
    REQUIRE(!loaded.findings.list().empty());
    CHECK(name(loaded.findings.list().front().rule) == rule);
    CHECK(loaded.text(loaded.findings.list().front().span) == at);
  }
}

TEST_CASE("merge keys: explicit keys win wherever they stand, earlier mappings over later ones") {
  const std::vector<Row> rows{
      {"after the explicit key",
       {{"/p/compose.yml", "x-d: &d {a: 1, b: 1}\nx-v: {a: 2, <<: *d}\n"}},
       "x-v",
       "{a: 2, b: 1}"},
      {"before it", {{"/p/compose.yml", "x-d: &d {a: 1, b: 1}\nx-v: {<<: *d, a: 2}\n"}}, "x-v", "{a: 2, b: 1}"},
      {"a list",
       {{"/p/compose.yml", "x-a: &a {a: 1}\nx-b: &b {a: 2, b: 2}\nx-v: {<<: [*a, *b]}\n"}},
       "x-v",
       "{a: 1, b: 2}"},
      {"inside what is merged",
       {{"/p/compose.yml", "x-a: &a {a: 1, b: 1}\nx-b: &b {<<: *a, b: 2}\nx-v: {<<: *b}\n"}},
       "x-v",
       "{a: 1, b: 2}"},
      {"written out", {{"/p/compose.yml", "x-v: {<<: {a: 1}}\n"}}, "x-v", "{a: 1}"},
      {"quoted it is a key", {{"/p/compose.yml", "x-v: {\"<<\": {a: 1}}\n"}}, "x-v", "{<<: {a: 1}}"},
      {"one level deep", {{"/p/compose.yml", "x-d: &d {m: {a: 1}}\nx-v: {<<: *d, m: {b: 2}}\n"}}, "x-v", "{m: {b: 2}}"},
  };
  check_rows(rows, Dialect::compose);
  check_rows(rows, Dialect::stack);
  check_rows({{"an alias of a list",
               {{"/p/compose.yml", "x-l: &l [{a: 1}, {a: 2, b: 2}]\nx-v: {<<: *l}\n"}},
               "x-v",
               "{a: 1, b: 2}"}},
             Dialect::compose);
}

TEST_CASE("a value remembers the alias and the variable it came through") {
  const Loaded loaded(
      {{"/p/compose.yml", "x-d: &d {hostname: \"${H}.${D:-example.net}\"}\nservices:\n  s: {image: i, <<: *d}\n"}}, {},
      Dialect::compose, {.shell_env = {{"H", "mail"}}});
  const Value& hostname = *loaded.at("services.s.hostname");
  CHECK(hostname.text == "mail.example.net");
  CHECK(hostname.known);
  CHECK(loaded.text(hostname.span) == "\"${H}.${D:-example.net}\"");
  REQUIRE(hostname.via.size() == 3);
  CHECK(hostname.via[0].kind == Via::Kind::merge_key);
  CHECK(loaded.text(hostname.via[0].span) == "*d");
  CHECK(hostname.via[1].kind == Via::Kind::variable);
  CHECK(hostname.via[1].name == "H");
  CHECK(hostname.via[2].name == "D");

  const Loaded unset(Files{{"/p/compose.yml", service("hostname: \"a-${U}\"")}});
  CHECK(!unset.at("services.s.hostname")->known);
  CHECK(unset.at("services.s.hostname")->via.at(0).kind == Via::Kind::unset_variable);
  CHECK(unset.text(unset.at("services.s.hostname")->via.at(0).span) == "${U}");
  CHECK(unset.rules() == std::vector<std::string>{"variable-unset"});
}

TEST_CASE("aliases grow up to a limit, and no further") {
  std::string bomb = "x-0: &x0 [0, 0, 0, 0, 0, 0, 0, 0, 0]\n";
  for (int i = 1; i < 9; ++i) {
    const std::string alias = "*x" + std::to_string(i - 1);
    bomb += "x-" + std::to_string(i) + ": &x" + std::to_string(i) + " [" + alias;
    for (int j = 0; j < 8; ++j) bomb += ", " + alias;
    bomb += "]\n";
  }
  for (const Dialect dialect : {Dialect::compose, Dialect::stack}) {
    const Loaded loaded(Files{{"/p/compose.yml", bomb + service("hostname: h")}}, {}, dialect);
    CHECK(loaded.rules() == std::vector<std::string>{"alias-limit"});
    CHECK(loaded.model.refused);
    CHECK(loaded.model.arena->size() < 250'000);
  }
}

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

TEST_CASE("extends") {
  const std::string common =
      "services:\n  base: {image: i, hostname: h, volumes: [\"./x:/x\"], extends: root}\n  root: {dns: 1.1.1.1}\n";
  check_rows(
      {
          {"a service of the same file",
           {{"/p/compose.yml",
             "services:\n  b: {image: i, environment: {A: 1}, ports: [\"25:25\"]}\n"
             "  s: {extends: b, environment: [B=2], hostname: h}\n"}},
           "services.s.environment",
           "{A: '1', B: '2'}"},
          {"lists are added to",
           {{"/p/compose.yml",
             "services:\n  b: {image: i, dns: 1.1.1.1}\n  s: {extends: {service: b}, dns: [2.2.2.2]}\n"}},
           "services.s.dns",
           "['1.1.1.1', '2.2.2.2']"},
          {"the base stays as it is",
           {{"/p/compose.yml",
             "services:\n  b: {image: i, dns: 1.1.1.1}\n  s: {extends: {service: b}, dns: [2.2.2.2]}\n"}},
           "services.b.dns",
           "['1.1.1.1']"},
          {"an empty value keeps what the base has",
           {{"/p/compose.yml", "services:\n  b: {image: i, hostname: h}\n  s: {extends: b, hostname: }\n"}},
           "services.s.hostname",
           "'h'"},
          {"`!reset` takes away what the base has",
           {{"/p/compose.yml", "services:\n  b: {image: i, hostname: h}\n  s: {extends: b, hostname: !reset null}\n"}},
           "services.s.hostname",
           "absent"},
          {"a file: what that extends in turn",
           {{"/p/compose.yml", "services:\n  s: {extends: {file: c/common.yml, service: base}}\n"},
            {"/p/c/common.yml", common}},
           "services.s.dns",
           "['1.1.1.1']"},
          {"a file: paths start at its directory",
           {{"/p/compose.yml", "services:\n  s: {extends: {file: c/common.yml, service: base}}\n"},
            {"/p/c/common.yml", common}},
           "services.s.volumes",
           "[{bind: {create_host_path: true}, source: '/p/c/x', target: '/x', type: 'bind'}]"},
      },
      Dialect::compose);

  struct Wrong {
    const char* yaml;
    const char* rule;
    const char* at;
  };
  for (const auto& [yaml, rule, at] : {
           Wrong{"services:\n  s: {image: i, extends: zz}\n", "reference-undefined", "zz"},
           Wrong{"services:\n  s: {image: i, extends: s}\n", "inclusion-cycle", "s"},
           Wrong{"services:\n  s: {image: i, extends: {file: zz.yml, service: t}}\n", "include-unreadable", "zz.yml"},
           Wrong{"services:\n  s: {image: i, extends: {file: b.yml, service: t}}\n", "reference-undefined", "t"},
           Wrong{"services:\n  s: {image: i, extends: {file: c.yml, service: t}}\n", "inclusion-cycle",
                 "{file: compose.yml, service: s}"},
       }) {
    const auto& shown = yaml;  // clang 14 cannot capture a structured binding
    CAPTURE(shown);
    const Loaded loaded(Files{{"/p/compose.yml", yaml},
                              {"/p/b.yml", "services: {u: {image: i}}\n"},
                              {"/p/c.yml", "services: {t: {extends: {file: compose.yml, service: s}}}\n"}});
    REQUIRE(loaded.rules() == std::vector<std::string>{rule});
    CHECK(loaded.text(loaded.findings.list().front().span) == at);
    CHECK(loaded.model.refused);
  }
}

TEST_CASE("a service remembers that it extends") {
  const Loaded loaded(Files{{"/p/compose.yml", "services:\n  b: {image: i}\n  s: {extends: b}\n"}});
  const std::vector<Via>& via = loaded.at("services.s.image")->via;
  REQUIRE(via.size() == 1);
  CHECK(via[0].kind == Via::Kind::extends);
  CHECK(loaded.text(via[0].span) == "b");
}

TEST_CASE("a chain of services that extend each other ends at a limit") {
  std::string yaml = "services:\n  s0: {image: i}\n";
  for (int i = 1; i < 3000; ++i) {
    // From the end to the start, so that the first one looked at needs all others.
    yaml += "  s" + std::to_string(i) + ": {extends: s" + std::to_string(i + 1) + "}\n";
  }
  yaml += "  s3000: {extends: s0}\n";
  const Loaded loaded(Files{{"/p/compose.yml", yaml}});
  CHECK(loaded.model.refused);
  CHECK(std::ranges::count(loaded.rules(), "nesting-limit") > 0);
}

TEST_CASE("include") {
  check_rows(
      {
          {"its own directory and variables",
           {{"/p/compose.yml", "include: [inc/compose.yml]\nservices: {s: {image: i}}\n"},
            {"/p/inc/compose.yml", "services: {t: {image: \"j:${D:-none}\", volumes: [\"./x:/x\"]}}\n"},
            {"/p/inc/.env", "D=inc\n"}},
           "services.t.volumes",
           "[{bind: {create_host_path: true}, source: '/p/inc/x', target: '/x', type: 'bind'}]"},
          {"the project's own service may override it in a later file only",
           {{"/p/compose.yml", "include: [{path: [a.yml, b.yml], project_directory: d}]\nservices: {s: {image: i}}\n"},
            {"/p/a.yml", "services: {t: {image: j, hostname: a, volumes: [\"./x:/x\"]}}\n"},
            {"/p/b.yml", "services: {t: {hostname: b}}\n"}},
           "services.t.hostname",
           "'b'"},
          {"the directory that is given",
           {{"/p/compose.yml", "include: [{path: a.yml, project_directory: d}]\nservices: {s: {image: i}}\n"},
            {"/p/a.yml", "services: {t: {image: j, volumes: [\"./x:/x\"]}}\n"}},
           "services.t.volumes",
           "[{bind: {create_host_path: true}, source: '/p/d/x', target: '/x', type: 'bind'}]"},
          {"an include inside an include",
           {{"/p/compose.yml", "include: [a/a.yml]\nservices: {s: {image: i}}\n"},
            {"/p/a/a.yml", "include: [../b/b.yml]\n"},
            {"/p/b/b.yml", "services: {t: {image: j}}\n"}},
           "services.t.image",
           "'j'"},
          {"the same file twice is no conflict",
           {{"/p/compose.yml", "include: [a.yml, b.yml]\nservices: {s: {image: i}}\n"},
            {"/p/a.yml", "include: [b.yml]\n"},
            {"/p/b.yml", "services: {t: {image: j}}\n"}},
           "services.t.image",
           "'j'"},
      },
      Dialect::compose);

  struct Wrong {
    const char* include;
    const char* rule;
    const char* at;
  };
  for (const auto& [include, rule, at] : {
           Wrong{"zz.yml", "include-unreadable", "zz.yml"},
           Wrong{"compose.yml", "inclusion-cycle", "compose.yml"},
           Wrong{"circle.yml", "inclusion-cycle", "compose.yml"},
           Wrong{"conflict.yml", "duplicate-key", "s"},
       }) {
    const auto& shown = include;  // clang 14 cannot capture a structured binding
    CAPTURE(shown);
    const Loaded loaded(
        Files{{"/p/compose.yml", "include: [" + std::string(include) + "]\nservices: {s: {image: i}}\n"},
              {"/p/circle.yml", "include: [compose.yml]\n"},
              {"/p/conflict.yml", "services: {s: {image: j}}\n"}});
    REQUIRE(loaded.rules() == std::vector<std::string>{rule});
    CHECK(loaded.text(loaded.findings.list().front().span) == at);
    CHECK(loaded.model.refused);
    CHECK(loaded.model.has_include);
    CHECK(loaded.dump_at("services.s.image") == "'i'");
  }
}

TEST_CASE("includes that double with every file end at a limit") {
  Files files;
  for (int i = 0; i < 30; ++i) {
    const std::string next = std::to_string(i + 1) + ".yml";
    files["/p/" + std::to_string(i) + ".yml"] = "include: [" + next + ", {path: " + next + "}]\n";
  }
  files["/p/30.yml"] = "services: {s: {image: i}}\n";
  const Loaded loaded(files, {.files = {"/p/0.yml"}});
  CHECK(loaded.model.refused);
  CHECK(std::ranges::count(loaded.rules(), "size-limit") > 0);
}

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
          {"labels: {a: 1}", "labels: [a=2]", "labels", "{a: '2'}"},
          {"dns: 1.1.1.1", "dns: [2.2.2.2, 1.1.1.1]", "dns", "['1.1.1.1', '2.2.2.2']"},
          {"cap_add: [A, B]", "cap_add: [B, C]", "cap_add", "['A', 'B', 'C']"},
          {"networks: [a]", "networks: {b: {aliases: [z]}}", "networks", "{a: null, b: {aliases: ['z']}}"},
          {"networks: {a: {aliases: [x]}}", "networks: {a: {aliases: [y]}}", "networks", "{a: {aliases: ['x', 'y']}}"},
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
      },
      Dialect::stack);
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

TEST_CASE("the environment of a service: who wins, who loses, and what a name without a value means") {
  const Files files{{"/p/compose.yml", service("environment: [A=1, A=2, B, C, \"D=${U}\", E=]")}};
  const Loaded loaded(files, {}, Dialect::compose, {.shell_env = {{"B", "shell"}}});
  const Environment& environment = loaded.environment("s").environment;
  const auto find = [&](std::string_view name) { return environment.find(name); };
  REQUIRE(find("A").get());
  CHECK(*find("A").get() == "2");
  CHECK(loaded.text(find("A").setting()->name_span) == "A");
  CHECK(loaded.text(find("A").setting()->value.span()) == "2");
  REQUIRE(environment.overridden.size() == 1);
  CHECK(environment.overridden[0].value.docker_value() == "1");
  REQUIRE(find("B").get());
  CHECK(*find("B").get() == "shell");
  CHECK(find("C").unknown());
  CHECK(find("C").setting()->inherited);
  CHECK(find("D").unknown());
  CHECK(find("E").empty());
  CHECK(find("F").unset());
  CHECK(loaded.dump_at("services.s.environment") == "{A: '2', B: 'shell', C: null, D: ''?, E: ''}");
}

TEST_CASE("in a stack an empty value is filled from the shell") {
  const Files files{{"/p/compose.yml", service("environment: [A=, B=x, C]")}};
  const Options shell{.shell_env = {{"A", "sh"}, {"B", "sh"}, {"C", "sh"}}};
  CHECK(Loaded(files, {}, Dialect::stack, shell).dump_at("services.s.environment") == "{A: 'sh', B: 'x', C: 'sh'}");
  CHECK(Loaded(files, {}, Dialect::compose, shell).dump_at("services.s.environment") == "{A: '', B: 'x', C: 'sh'}");
  CHECK(Loaded(files, {}, Dialect::stack).dump_at("services.s.environment") == "{A: '', B: 'x', C: null}");
}

TEST_CASE("a missing env file is said once, and what it sets stays unknown") {
  const std::string yaml = "services:\n  a: {image: i, env_file: m.env}\n  b: {image: i, env_file: m.env}\n";
  const Loaded lenient(Files{{"/p/compose.yml", yaml}});
  CHECK(lenient.rules() == std::vector<std::string>{"env-file-missing"});
  CHECK(lenient.findings.list().front().severity == Severity::note);
  CHECK(lenient.text(lenient.findings.list().front().span) == "m.env");
  CHECK(lenient.model.missing == std::vector<std::string>{"/p/m.env"});
  CHECK(lenient.model.refused);
  const Environment& environment = lenient.environment("b").environment;
  CHECK(environment.incomplete == "/p/m.env not found");
  CHECK(environment.find("DOMAIN").unknown());

  const Loaded strict(Files{{"/p/compose.yml", yaml}}, {}, Dialect::compose, {.strict = true});
  CHECK(strict.findings.list().front().severity == Severity::error);
}

TEST_CASE("env files: later ones win, `environment` wins over them, and each loser is known") {
  const Files files{{"/p/compose.yml", service("env_file: [a.env, b.env], environment: {C: env, D: }")},
                    {"/p/a.env", "A=a\nB=a\nC=a\nD=a\nA=again\n"},
                    {"/p/b.env", "B=b\nREF=${A}${C}\n"}};
  const Loaded loaded(files);
  CHECK(loaded.dump_at("services.s.environment") == "{A: 'again', B: 'b', C: 'env', D: null, REF: 'againenv'}");
  CHECK(loaded.at("services.s.env_file")->dropped);  // docker compose has read it; rules still see the key
  const ServiceEnvironment& service = loaded.environment("s");
  const Environment& environment = service.environment;
  CHECK(environment.find("A").setting()->source == Setting::Source::env_file);
  CHECK(loaded.text(environment.find("A").setting()->value.span()) == "again");
  CHECK(environment.find("C").setting()->source == Setting::Source::environment);
  CHECK(environment.incomplete.empty());
  REQUIRE(environment.find("A").setting()->value.via().size() == 1);
  CHECK(environment.find("A").setting()->value.via()[0].kind == Via::Kind::env_file);
  CHECK(loaded.text(environment.find("A").setting()->value.via()[0].span) == "a.env");
  std::vector<std::string> losers;
  for (const Setting& loser : environment.overridden) losers.push_back(loser.name + "=" + loser.value.docker_value());
  std::ranges::sort(losers);
  CHECK(losers == std::vector<std::string>{"A=a", "B=a", "C=a", "D=a"});
  REQUIRE(service.files.size() == 2);
  CHECK(service.files[0].path.docker_value() == "/p/a.env");
  CHECK(service.files[0].state == EnvFile::State::read);
  CHECK(service.has_environment_key);
}

TEST_CASE("what the other grammar reads in an env file is kept beside the value") {
  const Files files{{"/p/compose.yml", service("env_file: m.env")},
                    {"/p/m.env", "NETS=\"10.0.0.0/8\" # all\nPLAIN=x\n"}};
  const Loaded compose(files);
  const Loaded stack(files, {}, Dialect::stack);
  const auto setting = [](const Loaded& loaded, std::string_view name) {
    return *loaded.environment("s").environment.find(name).setting();
  };
  CHECK(setting(compose, "NETS").value.docker_value() == "10.0.0.0/8");
  CHECK(setting(compose, "NETS").other_reading == "\"10.0.0.0/8\" # all");
  CHECK(setting(stack, "NETS").value.docker_value() == "\"10.0.0.0/8\" # all");
  CHECK(setting(stack, "NETS").other_reading == "10.0.0.0/8");
  CHECK(!setting(compose, "PLAIN").other_reading);
  CHECK(compose.rules().empty());
  CHECK(stack.rules() == std::vector<std::string>{"env-value-quoting"});
}

TEST_CASE("env files as objects: `required` and `format`") {
  const Files files{
      {"/p/compose.yml", service("env_file: [{path: m.env, format: raw}, {path: no.env, required: false}]")},
      {"/p/m.env", "A=\"$X\"\n"}};
  const Loaded loaded(files);
  CHECK(loaded.dump_at("services.s.environment") == "{A: '\"$X\"'}");
  CHECK(loaded.rules().empty());
  CHECK(!loaded.model.refused);
  const ServiceEnvironment& service = loaded.environment("s");
  CHECK(service.environment.find("B").unknown());
  CHECK(service.files.at(1).state == EnvFile::State::missing);
  CHECK(!service.files.at(1).required);
}

TEST_CASE("an env file that cannot be read keeps docker from starting") {
  const Loaded loaded(Files{{"/p/compose.yml", service("env_file: d")}, {"/p/d/x", ""}});
  CHECK(loaded.rules() == std::vector<std::string>{"include-unreadable"});
  CHECK(loaded.model.refused);
  CHECK(loaded.environment("s").environment.incomplete == "/p/d: is a directory");
}

TEST_CASE("an env file that names a variable only, which nobody sets, leaves it unknown and out of the container") {
  const Files files{{"/p/compose.yml", service("env_file: m.env")}, {"/p/m.env", "A\nB\n"}};
  for (const Dialect dialect : {Dialect::compose, Dialect::stack}) {
    const Loaded loaded(files, {}, dialect, {.shell_env = {{"B", "sh"}}});
    CHECK(loaded.dump_at("services.s.environment") == "{B: 'sh'}");
    CHECK(loaded.environment("s").environment.find("A").unknown());
  }
}

TEST_CASE("a stack merges the environments that each of its files comes to") {
  const Loaded loaded(Files{{"/p/a.yml", service("env_file: a.env, environment: {E: e}")},
                            {"/p/b.yml", "services: {s: {env_file: b.env}}\n"},
                            {"/p/a.env", "A=1\nB=1\nE=x\n"},
                            {"/p/b.env", "B=2\nA=\nE=y\n"}},
                      {.files = {"/p/a.yml", "/p/b.yml"}}, Dialect::stack);
  // docker compose would let `environment` of the first file win over the env file of the second.
  CHECK(loaded.dump_at("services.s.environment") == "{A: '1', B: '2', E: 'y'}");
  CHECK(loaded.dump_at("services.s.env_file") == "['a.env', 'b.env']");
}

TEST_CASE("where variables come from") {
  const Files files{{"/p/compose.yml", service("labels: {v: \"${A}${B}${COMPOSE_PROJECT_NAME}\"}")},
                    {"/p/.env", "A=dot\nB=dot\nB=last\n"},
                    {"/p/x.env", "A=x\n"},
                    {"/p/y.env", "B=y$A\n"}};
  const std::string place = "services.s.labels.v";
  CHECK(Loaded(files).dump_at(place) == "'dotlastp'");
  CHECK(Loaded(files, {}, Dialect::compose, {.shell_env = {{"A", ""}}}).dump_at(place) == "'lastp'");
  CHECK(Loaded(files, {.files = {"/p/compose.yml"}, .env_files = {"/p/x.env", "/p/y.env"}}).dump_at(place) == "'xyxp'");
  const Options listed{.shell_env = {{"COMPOSE_ENV_FILES", "/p/x.env, /p/y.env"}}};
  CHECK(Loaded(files, {}, Dialect::compose, listed).dump_at(place) == "'xyxp'");
  const Options disabled{.shell_env = {{"COMPOSE_DISABLE_ENV_FILE", "1"}}};
  CHECK(Loaded(files, {}, Dialect::compose, disabled).dump_at(place) == "'p'?");

  const Loaded loaded(files);
  REQUIRE(loaded.model.variables.size() == 2);
  CHECK(loaded.model.variables[1].name == "B");
  CHECK(loaded.model.variables[1].value.docker_value() == "last");
  CHECK(loaded.text(loaded.model.variables[1].value.span()) == "last");
  CHECK(loaded.text(loaded.at(place)->via.at(0).span) == "dot");

  const Loaded elsewhere(Files{{"d/compose.yml", service("hostname: \"${A:-none}\"")}, {"/p/.env", "A=cwd\n"}},
                         {.files = {"d/compose.yml"}, .working_directory = "/p"});
  CHECK(elsewhere.dump_at("services.s.hostname") == "'none'");
  const Loaded pwd(Files{{"compose.yml", service("hostname: \"${PWD}\"")}},
                   {.files = {"compose.yml"}, .working_directory = "/p"});
  CHECK(pwd.dump_at("services.s.hostname") == "'/p'");
}

TEST_CASE("a stack is read with `.env` all the same, and that is said") {
  const Files files{{"/p/compose.yml", service("hostname: \"${A}\", user: \"${B}\"")}, {"/p/.env", "A=dot\nB=dot\n"}};
  const Loaded loaded(files, {}, Dialect::stack);
  CHECK(loaded.dump_at("services.s.hostname") == "'dot'");
  CHECK(loaded.rules() == std::vector<std::string>{"stack-env-not-read"});
  CHECK(loaded.text(loaded.findings.list().front().span) == "${A}");
  const Loaded literal(files, {}, Dialect::stack, {.stack_dotenv = StackDotenv::as_docker_does});
  CHECK(literal.dump_at("services.s.hostname") == "''?");
  const Loaded shell(files, {}, Dialect::stack, {.shell_env = {{"A", "sh"}, {"B", "sh"}}});
  CHECK(shell.rules().empty());
}

TEST_CASE("what an included project says of variables stays inside it") {
  const Loaded loaded(
      Files{{"/p/compose.yml", "include: [inc/compose.yml]\nservices: {s: {image: i, environment: [D]}}\n"},
            {"/p/inc/compose.yml", "services: {t: {image: \"j:${D}${E}\", environment: [D]}}\n"},
            {"/p/inc/.env", "D=inc\nE=inc\n"},
            {"/p/.env", "E=outer\n"}});
  CHECK(loaded.dump_at("services.t.image") == "'j:incouter'");
  CHECK(loaded.dump_at("services.t.environment") == "{D: 'inc'}");
  CHECK(loaded.dump_at("services.s.environment") == "{D: null}");
}

TEST_CASE("label files") {
  const Loaded loaded(
      Files{{"/p/compose.yml", service("label_file: [l.env], labels: {b: own}")}, {"/p/l.env", "a=1\nb=2\n"}});
  CHECK(loaded.dump_at("services.s.labels") == "{a: '1', b: 'own'}");
}
