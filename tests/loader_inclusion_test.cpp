// Services and files that come from elsewhere: `extends` and `include`.
#include "loaded_model.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

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

TEST_CASE("an empty value that no extended service fills is refused as any other") {
  struct Empty {
    const char* base;
    const char* key;
    std::vector<std::string> rules;
  };
  for (const auto& [base, key, rules] : {
           Empty{"hostname: h", "hostname", {}},
           Empty{"cap_add: [A]", "cap_add", {}},
           Empty{"hostname: h", "cap_add", {"value-type"}},
       }) {
    const std::string shown = base;
    CAPTURE(shown);
    const std::string yaml =
        "services:\n  b: {image: i, " + std::string(base) + "}\n  s: {extends: b, " + key + ": }\n";
    CHECK(Loaded(Files{{"/p/compose.yml", yaml}}).rules() == rules);
  }
}

TEST_CASE("what is wrong in a service that two extend is said once") {
  const Loaded loaded(Files{{"/p/compose.yml",
                             "services:\n  s: {extends: {file: b.yml, service: b}}\n"
                             "  t: {extends: {file: b.yml, service: b}}\n"},
                            {"/p/b.yml", "services:\n  b: {image: i, imge: j}\n"}});
  CHECK(loaded.rules() == std::vector<std::string>{"unknown-key"});
}

TEST_CASE("what an included project has too must be the same") {
  struct Twice {
    const char* ours;
    const char* theirs;
    std::vector<std::string> rules;
  };
  const std::vector<std::string> conflict{"duplicate-key"};
  for (const auto& [ours, theirs, rules] : {
           Twice{"driver: a", "driver: a", {}},
           Twice{"driver: a", "driver: b", conflict},
           Twice{"driver: a", "driver: a, driver_opts: {x: '1'}", conflict},
           Twice{"driver: a, driver_opts: {x: '1'}", "driver: a", conflict},
           Twice{"driver: a, labels: {x: '1', y: '2'}", "labels: {y: '2', x: '1'}, driver: a", {}},
       }) {
    const std::string shown = std::string(ours) + " and " + theirs;
    CAPTURE(shown);
    const Loaded loaded(Files{
        {"/p/compose.yml", "include: [c.yml]\nservices: {s: {image: i}}\nvolumes: {v: {" + std::string(ours) + "}}\n"},
        {"/p/c.yml", "services: {t: {image: i}}\nvolumes: {v: {" + std::string(theirs) + "}}\n"}});
    CHECK(loaded.rules() == rules);
  }
}

TEST_CASE("what an included project builds, it builds in its own directory") {
  const Files files{{"/p/compose.yml", "include: [inc/c.yml]\nservices: {s: {build: {dockerfile: D}}}\n"},
                    {"/p/inc/c.yml", "services: {t: {build: {dockerfile: D}}, u: {build: x}}\n"}};
  const Loaded loaded(files);
  CHECK(loaded.dump_at("services.s.build.context") == "'/p'");
  CHECK(loaded.dump_at("services.t.build.context") == "'/p/inc'");
  CHECK(loaded.dump_at("services.u.build.context") == "'/p/inc/x'");
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
