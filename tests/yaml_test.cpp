// The located tree: what is read, and exactly where it stands.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "yaml_dump.hpp"

namespace {

using namespace mailu_lint;
using namespace mailu_lint::test;

struct Case {
  std::string_view input;
  std::string_view expected;
};

TEST_CASE("yaml: every node with its place") {
  const Case cases[] = {
      {"a: 1\nb:\n  c: d e\n",
       "map 0 <a: 1\\nb:\\n  c: d e>\n"
       " plain 0 <a>\n"
       " plain 3 <1>\n"
       " plain 5 <b>\n"
       " map 10 <c: d e>\n"
       "  plain 10 <c>\n"
       "  plain 13 <d e>\n"},
      {"- a\n- - b\n  - c\n-   d: e\n    f: g\n",
       "list 0 <- a\\n- - b\\n  - c\\n-   d: e\\n    f: g>\n"
       " plain 2 <a>\n"
       " list 6 <- b\\n  - c>\n"
       "  plain 8 <b>\n"
       "  plain 14 <c>\n"
       " map 20 <d: e\\n    f: g>\n"
       "  plain 20 <d>\n"
       "  plain 23 <e>\n"
       "  plain 29 <f>\n"
       "  plain 32 <g>\n"},
      {"a:\n- b\nc: d\n",
       "map 0 <a:\\n- b\\nc: d>\n"
       " plain 0 <a>\n"
       " list 3 <- b>\n"
       "  plain 5 <b>\n"
       " plain 7 <c>\n"
       " plain 10 <d>\n"},
      {"a: \"x\\ty\"\n'b''c': 'it''s'\n",
       "map 0 <a: \"x\\ty\"\\n'b''c': 'it''s'>\n"
       " plain 0 <a>\n"
       " double 3 <\"x\\ty\"> =x\\ty\n"
       " single 10 <'b''c'> =b'c\n"
       " single 18 <'it''s'> =it's\n"},
      {"a: \"one\n  two\n\n  three\"\nb: 1\n",
       "map 0 <a: \"one\\n  two\\n\\n  three\"\\nb: 1>\n"
       " plain 0 <a>\n"
       " double 3 <\"one\\n  two\\n\\n  three\"> =one two\\nthree\n"
       " plain 24 <b>\n"
       " plain 27 <1>\n"},
      {"a: one\n  two # three\nb: c#d\n",
       "map 0 <a: one\\n  two # three\\nb: c#d>\n"
       " plain 0 <a>\n"
       " plain 3 <one\\n  two> =one two\n"
       " plain 21 <b>\n"
       " plain 24 <c#d>\n"},
      {"a: |\n  one\n   two\n\n# end\nb: 1\n",
       "map 0 <a: |\\n  one\\n   two\\n\\n# end\\nb: 1>\n"
       " plain 0 <a>\n"
       " literal 3 <|\\n  one\\n   two> =one\\n two\\n\n"
       " plain 25 <b>\n"
       " plain 28 <1>\n"},
      {"a: >-  # folded\n  one\n  two\n\nb: |2+\n   x\n\nc: |\n",
       "map 0 <a: >-  # folded\\n  one\\n  two\\n\\nb: |2+\\n   x\\n\\nc: |>\n"
       " plain 0 <a>\n"
       " folded 3 <>-  # folded\\n  one\\n  two> =one two\n"
       " plain 29 <b>\n"
       " literal 32 <|2+\\n   x> = x\\n\\n\n"
       " plain 42 <c>\n"
       " literal 45 <|> =\n"},
      {"a: |\n\n  # text\n  b: c\nd: e",
       "map 0 <a: |\\n\\n  # text\\n  b: c\\nd: e>\n"
       " plain 0 <a>\n"
       " literal 3 <|\\n\\n  # text\\n  b: c> =\\n# text\\nb: c\\n\n"
       " plain 22 <d>\n"
       " plain 25 <e>\n"},
      {"a: [b, 'c', {d: e, f: , g}, [], {}, h: i]\n",
       "map 0 <a: [b, 'c', {d: e, f: , g}, [], {}, h: i]>\n"
       " plain 0 <a>\n"
       " flow-list 3 <[b, 'c', {d: e, f: , g}, [], {}, h: i]>\n"
       "  plain 4 <b>\n"
       "  single 7 <'c'> =c\n"
       "  flow-map 12 <{d: e, f: , g}>\n"
       "   plain 13 <d>\n"
       "   plain 16 <e>\n"
       "   plain 19 <f>\n"
       "   absent 21 <>\n"
       "   plain 24 <g>\n"
       "   absent 25 <>\n"
       "  flow-list 28 <[]>\n"
       "  flow-map 32 <{}>\n"
       "  flow-map 36 <h: i>\n"
       "   plain 36 <h>\n"
       "   plain 39 <i>\n"},
      {"[a,\n b, # c\n]\n",
       "flow-list 0 <[a,\\n b, # c\\n]>\n"
       " plain 1 <a>\n"
       " plain 5 <b>\n"},
      {"a:\nb: # c\n\n  # d\nc:\n",
       "map 0 <a:\\nb: # c\\n\\n  # d\\nc:>\n"
       " plain 0 <a>\n"
       " absent 2 <>\n"
       " plain 3 <b>\n"
       " absent 5 <>\n"
       " plain 17 <c>\n"
       " absent 19 <>\n"},
      {"-\n- a:\n-\n",
       "list 0 <-\\n- a:\\n->\n"
       " absent 1 <>\n"
       " map 4 <a:>\n"
       "  plain 4 <a>\n"
       "  absent 6 <>\n"
       " absent 8 <>\n"},
      {"a:\n~: b\nnull: c\n",
       "map 0 <a:\\n~: b\\nnull: c>\n"
       " plain 0 <a>\n"
       " absent 2 <>\n"
       " plain 3 <~>\n"
       " plain 6 <b>\n"
       " plain 8 <null>\n"
       " plain 14 <c>\n"},
      {"a: ~\nb: null\nc: [Null, NULL]\n",
       "map 0 <a: ~\\nb: null\\nc: [Null, NULL]>\n"
       " plain 0 <a>\n"
       " plain 3 <~>\n"
       " plain 5 <b>\n"
       " plain 8 <null>\n"
       " plain 13 <c>\n"
       " flow-list 16 <[Null, NULL]>\n"
       "  plain 17 <Null>\n"
       "  plain 23 <NULL>\n"},
      {"? a\n: b\n? c\n",
       "map 0 <? a\\n: b\\n? c>\n"
       " plain 2 <a>\n"
       " plain 6 <b>\n"
       " plain 10 <c>\n"
       " absent 11 <>\n"},
      {"a: !reset\nb: !override {c: d}\ne: !!str 1\nf: !reset null\n",
       "map 0 <a: !reset\\nb: !override {c: d}\\ne: !!str 1\\nf: !reset null>\n"
       " plain 0 <a>\n"
       " absent 9 <> !reset\n"
       " plain 10 <b>\n"
       " flow-map 23 <{c: d}> !override\n"
       "  plain 24 <c>\n"
       "  plain 27 <d>\n"
       " plain 30 <e>\n"
       " plain 39 <1> tag:yaml.org,2002:str\n"
       " plain 41 <f>\n"
       " plain 51 <null> !reset\n"},
      {"a: !!str\n\"b\": c\n",
       "map 0 <a: !!str\\n\"b\": c>\n"
       " plain 0 <a>\n"
       " absent 8 <> tag:yaml.org,2002:str\n"
       " double 9 <\"b\"> =b\n"
       " plain 14 <c>\n"},
      {"- !t \"\"\n- !t\n- ! x\n",
       "list 0 <- !t \"\"\\n- !t\\n- ! x>\n"
       " double 5 <\"\"> = !t\n"
       " absent 12 <> !t\n"
       " plain 17 <x> !\n"},
      {"a: &x {b: c}\nd: *x\n<<: [*x, *x]\n",
       "map 0 <a: &x {b: c}\\nd: *x\\n<<: [*x, *x]>\n"
       " plain 0 <a>\n"
       " flow-map 6 <{b: c}> &x\n"
       "  plain 7 <b>\n"
       "  plain 10 <c>\n"
       " plain 13 <d>\n"
       " alias 16 <*x> &x\n"
       " plain 19 <<<>\n"
       " flow-list 23 <[*x, *x]>\n"
       "  alias 24 <*x> &x\n"
       "  alias 28 <*x> &x\n"},
      {"&k a: &v 1\n*k : *v\n",
       "map 0 <&k a: &v 1\\n*k : *v>\n"
       " plain 3 <a> &k\n"
       " plain 9 <1> &v\n"
       " alias 11 <*k> &k\n"
       " alias 16 <*v> &v\n"},
      {"a: &x !t\nb: &y\n  - 1\nc: &z\nd: *z\n",
       "map 0 <a: &x !t\\nb: &y\\n  - 1\\nc: &z\\nd: *z>\n"
       " plain 0 <a>\n"
       " absent 8 <> &x !t\n"
       " plain 9 <b>\n"
       " list 17 <- 1> &y\n"
       "  plain 19 <1>\n"
       " plain 21 <c>\n"
       " absent 26 <> &z\n"
       " plain 27 <d>\n"
       " alias 30 <*z> &z\n"},
      {"a: &x 1\nb: &x 2\nc: *x\n",
       "map 0 <a: &x 1\\nb: &x 2\\nc: *x>\n"
       " plain 0 <a>\n"
       " plain 6 <1> &x\n"
       " plain 8 <b>\n"
       " plain 14 <2> &x\n"
       " plain 16 <c>\n"
       " alias 19 <*x> &x\n"},
      {"a\n---\nb\n...\n--- # c\n---\nd: e\n",
       "plain 0 <a>\n"
       "plain 6 <b>\n"
       "map 24 <d: e>\n"
       " plain 24 <d>\n"
       " plain 27 <e>\n"},
      {"---\n---\n", ""},
      {"\xEF\xBB\xBF"
       "a: ä\nb: €\r\nc: \"x\r\n  y\"\r\nd: |\r\n  e\r\n  f\r\n",
       "map 3 <a: ä\\nb: €\\r\\nc: \"x\\r\\n  y\"\\r\\nd: |\\r\\n  e\\r\\n  f>\n"
       " plain 3 <a>\n"
       " plain 6 <ä>\n"
       " plain 9 <b>\n"
       " plain 12 <€>\n"
       " plain 17 <c>\n"
       " double 20 <\"x\\r\\n  y\"> =x y\n"
       " plain 30 <d>\n"
       " literal 33 <|\\r\\n  e\\r\\n  f> =e\\nf\\n\n"},
      {"a: 1\rb: 2\r",
       "map 0 <a: 1\\rb: 2>\n"
       " plain 0 <a>\n"
       " plain 3 <1>\n"
       " plain 5 <b>\n"
       " plain 8 <2>\n"},
  };
  for (const Case& test : cases) {
    CAPTURE(test.input);
    const Parsed parsed{std::string(test.input)};
    CHECK(dump(parsed) == test.expected);
    CHECK(findings_of(parsed) == "");
    CHECK(parsed.tree.complete());
  }
}

TEST_CASE("yaml: an alias leads to the latest anchor of its name, never to what it is part of") {
  const Parsed parsed{"a: &x 1\nb: &x 2\nc: *x\nd: &y [*y]\n"};
  const auto root = parsed.tree.documents().at(0);
  const auto c = root.first_child().next().next().next().next();
  CHECK(c.next().kind() == yaml::Kind::alias);
  CHECK(c.next().target().text() == "2");
  const auto self = c.next().next().next().first_child();
  CHECK(self.kind() == yaml::Kind::alias);
  CHECK_FALSE(self.target());
}

TEST_CASE("yaml: places inside a scalar") {
  const Parsed parsed{"- plain ${A}\n- \"quoted ${A}\"\n- \"\\t${A}\"\n- |\n  ${A}\n"};
  std::string places;
  for (auto item = parsed.tree.documents().at(0).first_child(); item; item = item.next()) {
    const auto dollar = static_cast<std::uint32_t>(item.text().find('$'));
    places += parsed.source.text({FileId{}, item.source_offset(dollar), item.span().end}).substr(0, 1);
  }
  CHECK(places == "$$\"|");
}

}  // namespace
