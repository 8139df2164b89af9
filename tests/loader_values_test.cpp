// From YAML to values: scalars, merge keys, aliases, and what docker refuses of them.
#include "loaded_model.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

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
           Scalar{"!!float 1.5", "1.5"},
           Scalar{"!!bool true", "true"},
           Scalar{"!!null ~", "null"},
           Scalar{"!!binary aGk=", "'hi'"},
           Scalar{"!!binary aGlh", "'hia'"},
           Scalar{"!!binary aA==", "'h'"},
           Scalar{"!!binary +/z6Cg==", "'\xFB\xFC\xFA\n'"},
           Scalar{"2001-01-02T03:04:05+23:59", "'2001-01-02T03:04:05+23:59'", "'2001-01-02 03:04:05 +2359 +2359'"},
           Scalar{"2001-01-02T03:04:05+24:00", "'2001-01-02T03:04:05+24:00'"},
           Scalar{"2001-01-02 23:59:59", "'2001-01-02 23:59:59'", "'2001-01-02 23:59:59 +0000 UTC'"},
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

TEST_CASE("file modes are octal where they are text, and printed so by docker compose") {
  const std::pair<const char*, const char*> rows[] = {{"288", "'0440'"},   {"0440", "'0440'"}, {"'0440'", "'0440'"},
                                                      {"'440'", "'0440'"}, {"7", "'07'"},      {"8", "'010'"},
                                                      {"0", "'0'"},        {"'00'", "'0'"}};
  for (const auto& [mode, printed] : rows) {
    const std::string shown = mode;
    CAPTURE(shown);
    const Loaded loaded(Files{{"/p/compose.yml", service("configs: [{source: c, mode: " + std::string(mode) + "}]") +
                                                     "configs: {c: {external: true}}\n"}});
    CHECK(loaded.dump_at("services.s.configs") == "[{mode: " + std::string(printed) + ", source: 'c'}]");
  }
}

TEST_CASE("the last day of a month is a date, the next one is text") {
  const std::pair<const char*, int> months[] = {{"2001-01", 31}, {"2001-02", 28}, {"2004-02", 29}, {"1900-02", 28},
                                                {"2000-02", 29}, {"2001-03", 31}, {"2001-04", 30}, {"2001-05", 31},
                                                {"2001-06", 30}, {"2001-07", 31}, {"2001-08", 31}, {"2001-09", 30},
                                                {"2001-10", 31}, {"2001-11", 30}, {"2001-12", 31}};
  const auto read = [](const std::string& day) {
    return Loaded(Files{{"/p/compose.yml", "x-v: " + day + "\nservices: {}\n"}}, {}, Dialect::stack).dump_at("x-v");
  };
  for (const auto& [month, last] : months) {
    const std::string day = month + std::string("-");
    CHECK(read(day + std::to_string(last)) == "'" + day + std::to_string(last) + " 00:00:00 +0000 UTC'");
    CHECK(read(day + std::to_string(last + 1)) == "'" + day + std::to_string(last + 1) + "'");
  }
  for (const char* text :
       {"2001-00-01", "2001-13-01", "2001-01-00", "2001-01-02 24:00:00", "2001-01-02 23:60:00", "2001-01-02 23:59:60",
        "2001-01-0203:04:05", "2001-01-02 0304:05", "2001-01-02 03:0405", "2001-01-02 3", "2001-01-02 03:04"}) {
    CHECK(read(text) == "'" + std::string(text) + "'");
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
           Refused{"services:\n  s: {image: i, configs: [{source: c, mode: '08'}]}\nconfigs: {c: {external: true}}\n",
                   "value-invalid", "'08'"},
           Refused{"services:\n  s: {image: i, configs: [{source: c, mode: ''}]}\nconfigs: {c: {external: true}}\n",
                   "value-invalid", "''"},
           Refused{"services:\n  s: {image: i, hostname: !!binary aGk}\n", "value-type", "aGk"},
           Refused{"services:\n  s: {image: i, hostname: !!binary aGkh=}\n", "value-type", "aGkh="},
           Refused{"services:\n  s: {image: i, hostname: !!binary a===}\n", "value-type", "a==="},
           Refused{"services:\n  s: {image: i, hostname: !!binary a=Gk}\n", "value-type", "a=Gk"},
           Refused{"services:\n  s: {image: i, hostname: !!binary a-Gk}\n", "value-type", "a-Gk"},
           Refused{"services:\n  s: {image: i, hostname: !!int x}\n", "value-type", "x"},
           Refused{"services:\n  s: {image: i, hostname: !!int true}\n", "value-type", "true"},
           Refused{"services:\n  s: {image: i, environment: {A: !!int 1.5}}\n", "value-type", "1.5"},
           Refused{"services:\n  s: {image: i, environment: {A: !!bool 1}}\n", "value-type", "1"},
           Refused{"services:\n  s: {image: i, environment: {A: !!null 1}}\n", "value-type", "1"},
           Refused{"services:\n  s: {image: i, environment: {A: !!timestamp 1}}\n", "value-type", "1"},
           Refused{"services:\n  s: {image: i, environment: {A: !!float true}}\n", "value-type", "true"},
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

TEST_CASE("aliases nest up to a limit, and no further") {
  const auto nested = [](int depth, const std::string& begin, const std::string& end, std::string inside) {
    for (int i = 0; i < depth; ++i) inside = begin + inside + end;
    return inside;
  };
  for (const auto& [begin, end] : {std::pair{"[", "]"}, {"{k: ", "}"}, {"{<<: ", "}"}}) {
    for (const int depth : {60, 90}) {
      const std::string shown = begin;
      CAPTURE(shown);
      CAPTURE(depth);
      const std::string core = nested(depth, begin, end, "{a: 1}");
      const std::string yaml = "x-a: &a " + core + "\nx-b: &b " + nested(depth, begin, end, "*a") +
                               "\nx-c: " + nested(depth, begin, end, "*b") + "\nservices: {}\n";
      const Loaded loaded(Files{{"/p/compose.yml", yaml}});
      CHECK(loaded.rules() == (depth == 60 ? std::vector<std::string>{} : std::vector<std::string>{"alias-limit"}));
    }
  }
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
