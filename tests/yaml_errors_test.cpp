// What docker refuses in YAML itself, where it stands, and the limits.
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

}  // namespace
