// The located tree: what is read, and exactly where it stands.
#include <doctest/doctest.h>

#include <cstdint>
#include <iterator>
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

TEST_CASE("yaml: what is wrong, and where") {
  const Case cases[] = {
      {"a: \"x\" y\n", "1:8 yaml-syntax: this stands behind the end of the value; docker refuses the file\n"},
      {"a: \"x\nb: 1\n", "1:4 yaml-syntax: the quote opened here is never closed; docker refuses the file\n"},
      {"a: \"x", "1:4 yaml-syntax: the quote opened here is never closed; docker refuses the file\n"},
      {"k: 'x\\\n", "1:4 yaml-syntax: the quote opened here is never closed; docker refuses the file\n"},
      {"a: \"x\nb: \"y\"\n",
       "1:4 yaml-syntax: the quote opened here is closed only on a later line; docker refuses the file\n"
       "  2:4 closed here, where another one was meant to open\n"},
      {"a: \"x\n---\n\"\n",
       "2:1 yaml-syntax: a new document starts inside quotes that are still open; docker refuses the file\n"},
      {"a:\n  b: 1\n c: 2\n",
       "3:2 yaml-syntax: this line fits nothing above it; docker refuses the file\n"
       "  1:1 it could line up with this\n"},
      {"a:\n - b\n c\n",
       "3:2 yaml-syntax: this line fits nothing above it; docker refuses the file\n"
       "  1:1 it could line up with this\n"},
      {"a: b: c\n", "1:5 yaml-syntax: this is the second `:` of the line; docker refuses the file\n"},
      {"a\nb: c\n",
       "2:1 yaml-syntax: this line continues the value above it and then has a `:`; docker refuses the file\n"},
      {"a:\n\tb: 1\n", "2:1 yaml-syntax: this line is indented with a tab; docker refuses the file\n"},
      {"a: >\n\tb\n", "2:1 yaml-syntax: this line is indented with a tab; docker refuses the file\n"},
      {"a: - b\n", "1:4 yaml-syntax: a list cannot start here; docker refuses the file\n"},
      {"a: [1, 2\n", "1:4 yaml-syntax: the bracket opened here is never closed; docker refuses the file\n"},
      {"a: [1, 2\nb: 3\n",
       "1:4 yaml-syntax: the bracket opened here is not closed before the next key; docker refuses the file\n"
       "  2:2 read as part of the brackets\n"},
      {"a: [\n  \"1\"\n  \"2\"\n]\n",
       "3:3 yaml-syntax: a `,` or `]` is missing before this; docker refuses the file\n"
       "  1:4 the bracket opened here is still open\n"},
      {"a: {b: 1 c: 2}\n",
       "1:11 yaml-syntax: a `,` or `}` is missing before this; docker refuses the file\n"
       "  1:4 the bracket opened here is still open\n"},
      {"a: ]\n", "1:4 yaml-syntax: no bracket is open that this one could close; docker refuses the file\n"},
      {"a: ,b\n", "1:4 yaml-syntax: a value cannot start with this character; docker refuses the file\n"},
      {"a: @b\n", "1:4 yaml-syntax: an unquoted value cannot have this character here; docker refuses the file\n"},
      {"a: [b?c]\n", "1:6 yaml-syntax: an unquoted value cannot have this character here; docker refuses the file\n"},
      {"a: \"\\d\"\n",
       "1:7 yaml-syntax: a backslash and this character mean nothing in double quotes; docker refuses the file\n"},
      {"a: \"\\xzz\"\n", "1:9 yaml-syntax: this is no hexadecimal digit; docker refuses the file\n"},
      {"a: \"\\ud800\"\n", "1:11 yaml-syntax: this escape names no character; docker refuses the file\n"},
      {"a: *\n", "1:5 yaml-syntax: `*` starts an alias, but no name follows; docker refuses the file\n"},
      {"a: *.b\n", "1:4 alias-invalid: `*.b` refers to an anchor that is not there; docker refuses the file\n"},
      {"a: &a *b\n", "1:7 yaml-syntax: an alias cannot have an anchor or a tag of its own; docker refuses the file\n"},
      {"a: &ä b\n", "1:4 yaml-syntax: `&ä` is no name for an anchor; docker refuses the file\n"},
      {"a: &a &b c\n", "1:7 yaml-syntax: the value has an anchor already; docker refuses the file\n"},
      {"a: !a !b c\n", "1:7 yaml-syntax: the value has a tag already; docker refuses the file\n"},
      {"a: !<b\n", "1:7 yaml-syntax: the tag that starts with `!<` has no `>`; docker refuses the file\n"},
      {"a: | b\n", "1:6 yaml-syntax: text cannot follow `|` or `>` on the same line; docker refuses the file\n"},
      {"a: |0\n  b\n", "1:6 yaml-syntax: a block of text cannot be indented by 0; docker refuses the file\n"},
      {"a: 1\nb\n", "2:1 yaml-syntax: there is no `:` behind this key; docker refuses the file\n"},
      {"a: {b}\nc: {d: }\n", ""},
      {": a\n", "1:1 yaml-syntax: there is no key before this colon; docker refuses the file\n"},
      {"a: [b,,c]\n", "1:7 yaml-syntax: there is nothing before this comma; docker refuses the file\n"},
      {"a: {,b: 1}\n", "1:5 yaml-syntax: there is nothing before this comma; docker refuses the file\n"},
      {" a: 1\nb: 2\n",
       "2:1 yaml-syntax: the document ends before this; compose refuses the file, a stack leaves the rest out\n"},
      {"a: 1\n...\nb: 2\n",
       "3:1 yaml-syntax: the document ends before this; compose refuses the file, a stack leaves the rest out\n"},
      {",", "1:1 yaml-syntax: the document ends before this; compose refuses the file, a stack leaves the rest out\n"},
      {"[a] b\n",
       "1:5 yaml-syntax: the document ends before this; compose refuses the file, a stack leaves the rest out\n"},
      {"%YAML 1.2\n---\na: 1\n",
       "1:1 yaml-syntax: `%YAML` asks for another version than 1.1; docker refuses the file\n"},
      {"%YAML 1.1\n---\na: 1\n", ""},
      {"%YAML 3.0\n---\na: 1\n", "1:1 yaml-syntax: `%YAML` asks for more than version 1.1; docker refuses the file\n"},
      {"a: &x [b, *x]\n",
       "1:11 alias-invalid: `*x` stands inside what `&x` names; docker refuses a value that contains itself\n"
       "  1:7 `&x` names what starts here\n"},
      {"a: 1\nb: 2\n\"a\": 3\na: 4\n",
       "3:1 duplicate-key: the key `a` is there already; docker refuses the file\n"
       "  1:1 first here\n"
       "4:1 duplicate-key: the key `a` is there already; docker refuses the file\n"
       "  1:1 first here\n"},
      {"a: &a 1\nb:\n  <<: *a\n  c: 1\n  <<: *a\n",
       "5:3 duplicate-key: `<<` stands twice in one mapping; docker refuses the file\n"
       "  3:3 first here\n"},
      {"1: a\n01: b\n~: c\nnull: d\n\"1\": e\n",
       "5:1 duplicate-key: the key `1` is there already; docker refuses the file\n"
       "  1:1 first here\n"},
      {"k0: 1\nk1: 1\nk2: 1\nk3: 1\nk4: 1\nk5: 1\nk6: 1\nk7: 1\nk8: 1\nk3: 2\n",
       "10:1 duplicate-key: the key `k3` is there already; docker refuses the file\n"
       "  4:1 first here\n"},
      {"{a: 1, a: 2}\n",
       "1:8 duplicate-key: the key `a` is there already; docker refuses the file\n"
       "  1:2 first here\n"},
  };
  for (const Case& test : cases) {
    CAPTURE(test.input);
    CHECK(findings_of(Parsed{std::string(test.input)}) == test.expected);
  }
}

TEST_CASE("yaml: wrong bytes") {
  const Case cases[] = {
      {{"\377\376a\000", 4}, "1:1 yaml-syntax: the file is UTF-16; docker refuses the file\n"},
      {{"\376\377\000a", 4}, "1:1 yaml-syntax: the file is UTF-16; docker refuses the file\n"},
      {{"a\000:\000", 4}, "1:1 yaml-syntax: the file is UTF-16; docker refuses the file\n"},
      {{"a: b\000c\n", 7}, "1:5 yaml-syntax: a NUL byte stands here: this is no text file; docker refuses the file\n"},
      {{"a: \001\nb: \002\n", 10},
       "1:4 yaml-syntax: a control character stands here (and 1 more); docker refuses the file\n"},
      {{"a: \177\n", 5}, "1:4 yaml-syntax: a control character stands here; docker refuses the file\n"},
      {{"a: \302\200\n", 6}, "1:4 yaml-syntax: a control character stands here; docker refuses the file\n"},
      {{"a: \302\205b\n", 7}, ""},
      {{"# \344\na: 1\n", 9}, "1:3 yaml-syntax: this byte is not UTF-8; docker refuses the file\n"},
      {{"a: \300\200\n", 6}, "1:4 yaml-syntax: this byte is not UTF-8 (and 1 more); docker refuses the file\n"},
      {{"a: \355\240\200\n", 7}, "1:4 yaml-syntax: this byte is not UTF-8 (and 2 more); docker refuses the file\n"},
      {{"a: \364\220\200\200\n", 8}, "1:4 yaml-syntax: this byte is not UTF-8 (and 3 more); docker refuses the file\n"},
      {{"a: \342\202", 5}, "1:4 yaml-syntax: this byte is not UTF-8 (and 1 more); docker refuses the file\n"},
      {{"a: \357\273\277b\n", 8}, ""},
  };
  for (const Case& test : cases) {
    CAPTURE(test.input);
    CHECK(findings_of(Parsed{std::string(test.input)}) == test.expected);
  }
}

TEST_CASE("yaml: what stands before and behind a mistake is kept") {
  // Bytes that docker refuses do not hide the rest.
  const Parsed latin1{
      "a: b\xE4"
      "\nc: d\n"};
  CHECK(dump(latin1) ==
        "map 0 <a: b\xE4"
        "\\nc: d>\n plain 0 <a>\n plain 3 <b\xE4> =b_\n plain 6 <c>\n plain 9 <d>\n");
  CHECK_FALSE(latin1.tree.complete());
  // After a syntax error each key has a value all the same.
  const Parsed broken{"a:\n  b: 1\n  c: \"d\n"};
  CHECK(dump(broken) ==
        "map 0 <a:\\n  b: 1\\n  c>\n plain 0 <a>\n map 5 <b: 1\\n  c>\n  plain 5 <b>\n  plain 8 <1>\n"
        "  plain 12 <c>\n  absent 13 <>\n");
  CHECK_FALSE(broken.tree.complete());
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

TEST_CASE("yaml: names of anchors end with their document") {
  CHECK(findings_of(Parsed{"a: &x 1\n---\nb: *x\n"}) ==
        "3:4 alias-invalid: `*x` refers to an anchor that is not there; docker refuses the file\n");
}

std::string repeated(std::string_view text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

TEST_CASE("yaml: what is said often enough is not said again") {
  CHECK(Parsed{repeated("k: 1\n", 1000)}.findings.list().size() == 20);
  CHECK(Parsed{"a: &a [" + repeated("*a, ", 1000) + "]\n"}.findings.list().size() == 20);
}

TEST_CASE("yaml: limits name themselves") {
  CHECK(findings_of(Parsed{repeated("[", 99) + "[]" + repeated("]", 99)}) == "");
  const std::string deep = "1:101 nesting-limit: more than 100 levels of nesting; nothing is checked\n";
  CHECK(findings_of(Parsed{repeated("[", 101) + repeated("]", 101)}) == deep);
  CHECK(findings_of(Parsed{repeated("[", 100'000)}).find("nesting-limit") == 5);
  CHECK(findings_of(Parsed{repeated("{a: ", 1000)}) ==
        "1:397 nesting-limit: more than 100 levels of nesting; nothing is checked\n");
  CHECK(findings_of(Parsed{repeated("- ", 1000)}) ==
        "1:201 nesting-limit: more than 100 levels of nesting; nothing is checked\n");
  CHECK(findings_of(Parsed{repeated("? ", 1000)}) ==
        "1:201 nesting-limit: more than 100 levels of nesting; nothing is checked\n");
  CHECK(findings_of(Parsed{repeated("--- a\n", 101)}) ==
        "101:1 size-limit: the file has more than 100 documents; nothing is checked\n");
  CHECK(findings_of(Parsed{"[a, b, c, d]\n", {.nodes = 4}}) ==
        "1:11 size-limit: the file has more than 4 values; nothing is checked\n");
  CHECK(findings_of(Parsed{"a: 1\nb:\n- " + repeated("[", 40'000), {.look_ahead = 20'000}}) ==
        "3:1 size-limit: what follows is too much for one value; nothing is checked\n");
}

TEST_CASE("yaml: spans stay in the file and in order, whatever stands in it") {
  const std::string_view pieces[] = {"a",    ":",     " ",  "\n",  "- ", "\"",  "'",        "[",   "]", "{",
                                     "}",    ",",     "#",  "&a ", "*a", "!t ", "|",        ">",   "?", "~",
                                     "\n  ", "---\n", "\t", "\r",  "%",  "\\",  "\xC3\xA4", "\xFF"};
  std::uint32_t seed = 1;
  const auto random = [&seed](std::size_t below) {
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % below;
  };
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (std::size_t length = random(24); length > 0; --length) text += pieces[random(std::size(pieces))];
    CAPTURE(text);
    const Parsed parsed{text};
    std::uint32_t begin = 0;
    for (const yaml::Node& node : parsed.tree.nodes) {
      REQUIRE(node.begin >= begin);
      REQUIRE(node.begin <= node.end);
      REQUIRE(node.end <= text.size());
      begin = node.begin;
    }
    for (const Finding& finding : parsed.findings.list()) {
      REQUIRE(finding.span.begin <= finding.span.end);
      REQUIRE(finding.span.end <= text.size());
      REQUIRE(parsed.tree.key_path(finding.span).size() <= 10 * text.size());
    }
    REQUIRE(parsed.tree.complete() == (findings_of(parsed).find("yaml-syntax") == std::string::npos &&
                                       findings_of(parsed).find("not there") == std::string::npos));
    for (const Span comment : parsed.tree.comments()) REQUIRE(parsed.source.text(comment).front() == '#');
  }
}

TEST_CASE("yaml: comments are what the parser passes over") {
  const Case cases[] = {
      {"# one\na: b # two\n#three", "# one|# two|#three|"},
      {"a: b#c\nd: \"# e\"\nf: '# g\n  # h'\n", ""},
      {"a: | # header\n  # text\n # behind\nb: >\n  # text\n", "# header|# behind|"},
      {"a: !t#u v\nc: &x # one\n  d\n", "# one|"},
      {"--- # start\n[a, # one\n b] # two\n... # end\n", "# start|# one|# two|# end|"},
      {"%YAML 1.1 # version\n---\na:\n  # absent\n", "# version|# absent|"},
      {"a: 1 # one\rb: 2\r\n# two\r\n", "# one|# two|"},
      {"\xEF\xBB\xBF# one\na: 1\n", "# one|"},
      // Behind a syntax error it is not known what is a string: only lines of their own count.
      {"a: 1 # one\nb: \"x # no\n  # two\n", "# one|# two|"},
  };
  for (const Case& test : cases) {
    CAPTURE(test.input);
    const Parsed parsed{std::string(test.input)};
    std::string comments;
    for (const Span comment : parsed.tree.comments()) comments += std::string(parsed.source.text(comment)) + '|';
    CHECK(comments == test.expected);
  }
}

TEST_CASE("yaml: the path of keys to a place") {
  const Parsed parsed{
      "services:\n"
      "  front: &front\n"
      "    ports:\n"
      "      - \"25:25\"\n"
      "      - target: 80 # web\n"
      "    labels: {traefik.enable: yes, \"a\\\"b\": , ~: [[x]]}\n"
      "  *front :\n"
      "---\n"
      "- a\n"};
  const Case cases[] = {
      {"services", "services"},
      {"front", "services.front"},
      {"&front", "services.front"},
      {"ports", "services.front.ports"},
      {"\"25", "services.front.ports[0]"},
      {"25:25\"\n      - t", "services.front.ports"},
      {"target", "services.front.ports[1].target"},
      {"80", "services.front.ports[1].target"},
      {"traefik", "services.front.labels[\"traefik.enable\"]"},
      {"\"a\\", "services.front.labels[\"a\\\"b\"]"},
      {"x]]", "services.front.labels[\"~\"]"},
      {"x", "services.front.labels[\"~\"][0][0]"},
      {"---", ""},
      {"a\n", ""},
  };
  for (const Case& test : cases) {
    CAPTURE(test.input);
    const auto begin = static_cast<std::uint32_t>(test.input == "a\n" ? parsed.source.text().size()
                                                                      : parsed.source.text().find(test.input));
    const auto end = static_cast<std::uint32_t>(begin + test.input.size());
    CHECK(parsed.tree.key_path({FileId{}, begin, end}) == test.expected);
  }
  CHECK(parsed.tree.key_path({FileId{}, 10'000, 10'001}) == "");
  CHECK(Parsed{""}.tree.key_path({FileId{}, 0, 0}) == "");
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
