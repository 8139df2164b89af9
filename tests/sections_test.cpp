// Short forms to long ones, on values made by hand: what each section's file does, without the rest of the pipeline.
#include <doctest/doctest.h>

#include <string>

#include <mailu_lint/rule.hpp>

#include "resolve/section.hpp"

namespace mailu_lint {
namespace {

struct NoFiles : FileReader {
  std::variant<std::string, ReadError> read(const std::string&) override { return ReadError::missing; }
};

struct Fixture {
  explicit Fixture(Dialect dialect) {
    context.dialect = dialect;
    context.arena = &arena;
    context.sources = &sources;
    context.findings = &findings;
  }

  Value* text(std::string value) {
    Value* made = arena.make();
    made->kind = Value::Kind::string;
    made->text = std::move(value);
    return made;
  }
  Value* list(std::initializer_list<const char*> items) {
    Value* made = arena.make();
    made->kind = Value::Kind::list;
    for (const char* item : items) made->items.push_back(text(item));
    return made;
  }

  NoFiles files;
  SourceSet sources{files};
  ValueArena arena;
  Findings findings;
  ResolveContext context;
};

/// One line: `{mode: ingress, target: 25}`, `[a, b]`; what docker drops in parentheses.
std::string print(const Value& value) {
  std::string out;
  if (value.kind == Value::Kind::map) {
    for (const Entry& entry : value.entries) {
      const std::string item = entry.key + ": " + print(*entry.value);
      out += (out.empty() ? "" : ", ") + (entry.value->dropped ? "(" + item + ")" : item);
    }
    return "{" + out + "}";
  }
  if (value.kind == Value::Kind::list) {
    for (const Value* item : value.items) out += (out.empty() ? "" : ", ") + print(*item);
    return "[" + out + "]";
  }
  return value.kind == Value::Kind::null ? "null" : value.text;
}

struct Row {
  const char* input;
  const char* compose;
  const char* stack;
};

}  // namespace

TEST_CASE("short ports") {
  // An empty expectation: docker refuses the port.
  const Row rows[] = {
      {"80", "{mode: ingress, target: 80, protocol: tcp}", "{mode: ingress, target: 80, protocol: tcp}"},
      {"127.0.0.1:8080:80/UDP", "{mode: ingress, host_ip: 127.0.0.1, target: 80, published: 8080, protocol: udp}",
       "{mode: ingress, (host_ip: 127.0.0.1), target: 80, published: 8080, protocol: udp}"},
      {"[::1]:25:25", "{mode: ingress, host_ip: ::1, target: 25, published: 25, protocol: tcp}",
       "{mode: ingress, (host_ip: ::1), target: 25, published: 25, protocol: tcp}"},
      {":25:25", "{mode: ingress, target: 25, published: 25, protocol: tcp}",
       "{mode: ingress, target: 25, published: 25, protocol: tcp}"},
      {"127.0.0.1::25", "{mode: ingress, host_ip: 127.0.0.1, target: 25, protocol: tcp}",
       "{mode: ingress, (host_ip: 127.0.0.1), target: 25, protocol: tcp}"},
      {"25-26:25", "{mode: ingress, target: 25, published: 25-26, protocol: tcp}",
       "{mode: ingress, target: 25, published: 25, protocol: tcp}, "
       "{mode: ingress, target: 25, published: 26, protocol: tcp}"},
      {"99-100:99-100",
       "{mode: ingress, target: 100, published: 100, protocol: tcp}, "
       "{mode: ingress, target: 99, published: 99, protocol: tcp}",
       "{mode: ingress, target: 100, published: 100, protocol: tcp}, "
       "{mode: ingress, target: 99, published: 99, protocol: tcp}"},
      {"1-65535:1-65535", "{mode: ingress, target: 1-65535, published: 1-65535, protocol: tcp}",
       "{mode: ingress, target: 1-65535, published: 1-65535, protocol: tcp}"},
      {"53:53/foo", "", ""},
      {"25-27:25-28", "", ""},
      {"25:", "", ""},
      {"/tcp", "", ""},
      {"", "", ""},
      {"127.0.0.1:25", "", ""},
      {"host:25:25", "", ""},
      {"fe80::1%eth0:25:25", "", ""},
      {"70000:1", "", ""},
      {"-1", "", ""},
  };
  for (const Row& row : rows) {
    for (const Dialect dialect : {Dialect::compose, Dialect::stack}) {
      CAPTURE(row.input);
      Fixture fixture(dialect);
      Value* ports = fixture.list({row.input});
      canonicalise_ports(*ports, fixture.context);
      const std::string expected = dialect == Dialect::compose ? row.compose : row.stack;
      CHECK(fixture.context.refused == expected.empty());
      CHECK(fixture.findings.list().size() == (expected.empty() ? 1 : 0));
      CHECK(print(*ports) == "[" + (expected.empty() ? "{}" : expected) + "]");
    }
  }
}

TEST_CASE("an unbracketed IPv6 address is refused by docker compose, and read as what is meant") {
  for (const Dialect dialect : {Dialect::compose, Dialect::stack}) {
    Fixture fixture(dialect);
    Value* ports = fixture.list({"::1:25:25"});
    canonicalise_ports(*ports, fixture.context);
    CHECK(fixture.context.refused == (dialect == Dialect::compose));
    CHECK(ports->items[0]->find("host_ip")->text == "::1");
    CHECK(ports->items[0]->find("host_ip")->dropped == (dialect == Dialect::stack));
    CHECK(fixture.findings.list().size() == (dialect == Dialect::compose ? 1 : 0));
  }
}

TEST_CASE("ports that docker's tools read differently are reported once a service") {
  Fixture fixture(Dialect::compose);
  Value* ports = fixture.list({"::1:25:25", "::1:465:465", "[::1]:587:587", "1.2.3.4:25:25"});
  canonicalise_ports(*ports, fixture.context);
  REQUIRE(fixture.findings.list().size() == 1);
  const Finding& finding = fixture.findings.list()[0];
  CHECK(name(finding.rule) == "port-ipv6-unbracketed");
  CHECK(finding.related.size() == 1);
}

TEST_CASE("a list that is too long to be lengthened stays bounded") {
  Fixture fixture(Dialect::compose);
  Value* ports = fixture.list({});
  for (std::size_t i = 0; i < most_lengthened + 5; ++i) ports->items.push_back(fixture.text("25:25"));
  canonicalise_ports(*ports, fixture.context);
  CHECK(ports->items.size() == most_lengthened + 5);
  CHECK(print(*ports->items.front()) == "{mode: ingress, target: 25, published: 25, protocol: tcp}");
  CHECK(print(*ports->items.back()) == "{}");
  CHECK_FALSE(ports->items.back()->known);
}

TEST_CASE("short volumes") {
  const Row rows[] = {
      {"/anon", "{type: volume, target: /anon, volume: {}}", "{type: volume, target: /anon}"},
      {"/a/./b/", "{type: volume, target: /a/b, volume: {}}", "{type: volume, target: /a/./b/}"},
      {"./a:/b", "{type: bind, source: ./a, target: /b, bind: {create_host_path: true}}",
       "{type: bind, source: ./a, target: /b}"},
      {"mail:/mail:ro", "{type: volume, source: mail, target: /mail, read_only: true, (options: [ro]), volume: {}}",
       "{type: volume, source: mail, target: /mail, read_only: true, (options: [ro])}"},
      {"/a:/b:z,cached,rshared",
       "{type: bind, source: /a, target: /b, bind: {selinux: z, propagation: rshared, create_host_path: true}, "
       "(options: [z, cached, rshared])}",
       "{type: bind, source: /a, target: /b, bind: {propagation: rshared}, (options: [z, cached, rshared])}"},
      {"é:/b", "{type: volume, target: é:/b, volume: {}}", "{type: volume, target: é:/b}"},
      {"ࠀ:/b", "{type: volume, target: ࠀ:/b, volume: {}}", "{type: volume, target: ࠀ:/b}"},
      {"𐀀:/b", "{type: volume, target: 𐀀:/b, volume: {}}", "{type: volume, target: 𐀀:/b}"},
      {"\\\\srv\\x:/b", "{type: bind, source: \\\\srv\\x, target: /b, bind: {create_host_path: true}}",
       "{type: bind, source: \\\\srv\\x, target: /b}"},
      {"m:/mail", "{type: volume, target: m:/mail, volume: {}}", "{type: volume, target: m:/mail}"},
      {"b:/b:ro", "{type: bind, source: b:/b, target: ro, bind: {create_host_path: true}}",
       "{type: bind, source: b:/b, target: ro}"},
      {"a:", "{type: volume, target: a:}", "{type: volume, target: a:}"},
      {"a/b:/c", "{type: volume, source: a/b, target: /c, volume: {}}", "{type: volume, source: a/b, target: /c}"},
      {"/a:/b:Ro", "{type: bind, source: /a, target: /b, (options: [Ro]), bind: {create_host_path: true}}",
       "{type: bind, source: /a, target: /b, (options: [Ro])}"},
      {"/a:/b:ro,",
       "{type: bind, source: /a, target: /b, read_only: true, (options: [ro, ]), bind: {create_host_path: true}}",
       "{type: bind, source: /a, target: /b, read_only: true, (options: [ro, ])}"},
      {"/a${X:-y}:/b", "{type: bind, source: /a${X:-y}, target: /b, bind: {create_host_path: true}}",
       "{type: bind, source: /a${X, target: -y}, (options: [/b])}"},
      {"/a${X:-y}:/b:ro",
       "{type: bind, source: /a${X:-y}, target: /b, read_only: true, (options: [ro]), bind: {create_host_path: true}}",
       ""},
      {"/a$X}:/b", "{type: bind, source: /a$X}, target: /b, bind: {create_host_path: true}}",
       "{type: bind, source: /a$X}, target: /b}"},
      {":/mail", "", ""},
      {"", "", ""},
      {"aa:bb:cc:dd", "", ""},
      {"aa::cc", "", ""},
  };
  for (const Row& row : rows) {
    for (const Dialect dialect : {Dialect::compose, Dialect::stack}) {
      CAPTURE(row.input);
      Fixture fixture(dialect);
      Value* volumes = fixture.list({row.input});
      canonicalise_volumes(*volumes, fixture.context);
      const std::string expected = dialect == Dialect::compose ? row.compose : row.stack;
      CHECK(fixture.context.refused == expected.empty());
      if (!expected.empty()) CHECK(print(*volumes->items[0]) == expected);
    }
  }
}

TEST_CASE("short volumes: how mounts below spread") {
  for (const char* option : {"rprivate", "private", "rshared", "shared", "rslave", "slave", "cached"}) {
    for (const Dialect dialect : {Dialect::compose, Dialect::stack}) {
      CAPTURE(option);
      Fixture fixture(dialect);
      Value* volumes = fixture.list({});
      volumes->items.push_back(fixture.text("/a:/b:" + std::string(option)));
      canonicalise_volumes(*volumes, fixture.context);
      const Value* bind = volumes->items[0]->find("bind");
      const Value* propagation = bind ? bind->find("propagation") : nullptr;
      CHECK((propagation ? propagation->text : "cached") == option);
    }
  }
}

TEST_CASE("the target of a volume without source stays known") {
  Fixture fixture(Dialect::compose);
  Value* volumes = fixture.list({":/mail:ro"});
  canonicalise_volumes(*volumes, fixture.context);
  CHECK(print(*volumes->items[0]) == "{target: /mail}");
  REQUIRE(fixture.findings.list().size() == 1);
  CHECK(name(fixture.findings.list()[0].rule) == "volume-source-empty");
}

TEST_CASE("lists of KEY=value") {
  Fixture fixture(Dialect::compose);
  Value* pairs = fixture.list({"A=1", "B", "C=", "A=x=y"});
  pairs->items.insert(pairs->items.begin(), fixture.list({"X=1"}));  // refused by the schema
  list_to_map(*pairs, Nulls::keep, fixture.context);
  CHECK(print(*pairs) == "{A: x=y, B: null, C: }");
  REQUIRE(pairs->replaced.size() == 1);
  CHECK(pairs->replaced[0].value->text == "1");
}

TEST_CASE("a host without an address is refused by docker compose, and is no entry") {
  for (const Dialect dialect : {Dialect::compose, Dialect::stack}) {
    Fixture fixture(dialect);
    Value* hosts = fixture.list({"lonely", "[::1]", "a=1.1.1.1,2.2.2.2", "b:[::1]"});
    canonicalise_extra_hosts(*hosts, fixture.context);
    const bool compose = dialect == Dialect::compose;
    CHECK(fixture.context.refused == compose);
    CHECK(print(*hosts) == (compose ? "[[=:1], a=1.1.1.1, a=2.2.2.2, b=::1]" : "[[::1], a:1.1.1.1,2.2.2.2, b:::1]"));
  }
}

TEST_CASE("commands written as one string") {
  const Row rows[] = {
      {"a b  c", "[a, b, c]", "[a, b, c]"},
      {"a 'b c' \"d 'e\" ''", "[a, b c, d 'e, ]", "[a, b c, d 'e, ]"},
      {"a\\ b", "[a b]", "[a b]"},
      {"x # y", "[x, #, y]", "[x]"},
      {"x#y", "[x#y]", "[x#y]"},
      {"a; b", "[a]", "[a;, b]"},
      {"a 2> b", "[a]", "[a, 2>, b]"},
      {"a\nb", "[a, b]", "[a, b]"},
      {"", "[]", "[]"},
      {"a 'b", "", ""},
      {"a \\", "", ""},
      {"a (b)", "", "[a, (b)]"},
      {"a $(b c)", "[a, $(b c)]", "[a, $(b, c)]"},
  };
  for (const Row& row : rows) {
    for (const Dialect dialect : {Dialect::compose, Dialect::stack}) {
      CAPTURE(row.input);
      Fixture fixture(dialect);
      Value* service = fixture.arena.make();
      service->kind = Value::Kind::map;
      service->set("command", {}, fixture.text(row.input));
      canonicalise_command(*service, "command", fixture.context);
      const std::string expected = dialect == Dialect::compose ? row.compose : row.stack;
      CHECK(fixture.context.refused == expected.empty());
      if (!expected.empty()) CHECK(print(*service->find("command")) == expected);
    }
  }
}

}  // namespace mailu_lint
