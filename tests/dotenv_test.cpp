// Env files in both grammars: places, kinds of quotes, inherited names, findings, the other grammar's reading. What the
// values are is in oracle_tables_test.cpp.
#include <doctest/doctest.h>

#include <ostream>
#include <random>
#include <string>
#include <vector>

#include <mailu_lint/finding.hpp>
#include <mailu_lint/rule.hpp>

#include "parse/dotenv.hpp"

using namespace mailu_lint;

namespace {

Variables shell() {
  Variables variables;
  variables.set("SHELL_SET", {.value = "val"});
  return variables;
}

/// `<name> <value as written> =value`, one entry after the other; findings as `line:column-column rule: message`.
std::string describe(const std::string& text, EnvGrammar grammar, bool quoting = false) {
  const SourceFile source("f.env", text);
  const Variables first = shell();
  const Variables earlier;
  Findings findings;
  const EnvFileContent content = parse_dotenv(FileId{}, source, grammar, first, earlier, findings);
  if (quoting) report_quoting(content, source, grammar, findings);
  std::string out = content.valid ? "" : "refused ";
  for (const EnvEntry& entry : content.entries) {
    out += "<" + std::string(source.text(entry.name_span)) + "> ";
    if (entry.inherited) {
      out += entry.absent ? "absent " : "inherited ";
    } else {
      out += "<" + std::string(source.text(entry.value.span())) + "> ";
    }
    if (!entry.value.known()) out += "?";
    out += "=" + entry.value.docker_value() + " ";
  }
  for (const Finding& finding : findings.list()) {
    const Position begin = source.position(finding.span.begin);
    const Position end = source.position(finding.span.end);
    out += "| " + std::to_string(begin.line) + ":" + std::to_string(begin.column) + "-" + std::to_string(end.column) +
           " " + std::string(name(finding.rule)) + ": " + finding.message + " ";
  }
  if (!out.empty()) out.pop_back();
  return out;
}

struct Row {
  std::string text;
  std::string expected;
};

}  // namespace

TEST_CASE("dotenv: docker compose's grammar, with places") {
  const Row rows[] = {
      {"", ""},
      {"\xEF\xBB\xBF# only a comment\n", ""},
      {"\xEF\xBB\xBF"
       "A=b",
       "<A> <b> =b"},
      {"  export A = b c  # d\n", "<A> <b c> =b c"},
      {"A='b\\'c'\n", "<A> <'b\\'c'> =b'c"},
      {"A=\"b\\n\" B=c\n", "<A> <\"b\\n\"> =b\n <B> <c> =c"},
      {"A=\nB=1\n", "<A> <> = <B> <1> =1"},
      {"SHELL_SET\nNONE\n", "<SHELL_SET> inherited =val <NONE> absent ?="},
      {"A=1\nB=$A-$SHELL_SET\n", "<A> <1> =1 <B> <$A-$SHELL_SET> =1-val"},
      // The place of a use: exact, escapes before it or not.
      {"A=x$NONE\n",
       "<A> <x$NONE> ?=x | 1:4-9 variable-unset: `NONE` is not set here; docker compose puts nothing in its place"},
      {"A=\"\\t${NONE}\"\n",
       "<A> <\"\\t${NONE}\"> ?=\t | 1:6-13 variable-unset: `NONE` is not set here; docker compose puts nothing in its "
       "place"},
      {"DB_PW=x$ecret\n",
       "<DB_PW> <x$ecret> ?=x | 1:8-14 variable-unset: the variable behind this `$` is not set here; docker compose "
       "puts nothing in its place"},
      // Made from an unset variable: not known either.
      {"A=$NONE\nB=${A:-c}\n",
       "<A> <$NONE> ?= <B> <${A:-c}> ?=c | 1:3-8 variable-unset: `NONE` is not set here; docker compose puts nothing "
       "in "
       "its place"},
      {"A=${NONE:?why}\nB=1\n",
       "refused <A> <${NONE:?why}> ?= <B> <1> =1 | 1:3-15 variable-required: `NONE` is required and not set; docker "
       "compose refuses the file"},
      // docker refuses the file; the rest is read all the same.
      {"A=1\nB+=2\nC=3\n",
       "refused <A> <1> =1 <C> <3> =3 | 2:2-3 env-syntax: `+` cannot stand in a name; docker compose refuses the file"},
      {"A='b\nC=3\n",
       "refused <C> <3> =3 | 1:3-4 env-syntax: this quote is never closed; docker compose refuses the file"},
      {"A B=1\nC=3\n",
       "refused <C> <3> =3 | 1:1-4 env-syntax: there is a blank in the name; docker compose refuses the file"},
      {"A=1\nexport ",
       "refused <A> <1> =1 | 2:1-7 env-syntax: `export` has no name behind it; docker compose refuses the file"},
      {"\xFF=1\nC=3\n",
       "refused <C> <3> =3 | 1:1-2 env-syntax: this byte cannot stand in a name; docker compose refuses the file"},
      {"A=1\nLAST",
       "<A> <1> =1 <> <LAST> =LAST | 2:1-5 env-syntax: the last line has no `=` and no line end; docker compose takes "
       "it "
       "for a value without a name"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(describe(row.text, EnvGrammar::compose) == row.expected);
  }
}

TEST_CASE("dotenv: docker stack's grammar, with places") {
  const Row rows[] = {
      {"\xEF\xBB\xBF"
       "A=b",
       "<A> <b> =b"},
      {"  A=\"b\" # $C \r\n#x\n\n", "<A> <\"b\" # $C > =\"b\" # $C "},
      {"SHELL_SET\nNONE\n", "<SHELL_SET> inherited =val <NONE> absent ?="},
      {"A,B=\n", "<A,B> <> ="},
      {"=x\nC=3\n", "refused <C> <3> =3 | 1:1-2 env-syntax: there is no name before `=`; docker refuses the file"},
      {"A =x\nC=3\n",
       "refused <C> <3> =3 | 1:1-3 env-syntax: there is a blank in the name or before `=`; docker refuses the file"},
      {"export A=x\n", "refused | 1:1-9 env-syntax: docker stack does not know `export`; it refuses the file"},
      {"# caf\xE9\nC=3\n", "refused <C> <3> =3 | 1:1-7 env-syntax: the line is not UTF-8; docker refuses the file"},
      {"A=" + std::string(65'534, 'x') + "\nC=3\n",
       "refused <A> <" + std::string(65'534, 'x') + "> =" + std::string(65'534, 'x') +
           " <C> <3> =3 | 1:1-2 env-syntax: the line is longer than 64 KiB; docker refuses the file"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(describe(row.text, EnvGrammar::stack) == row.expected);
  }
}

TEST_CASE("dotenv: values written for the other grammar") {
  const auto said = [](const std::string& text, EnvGrammar grammar) {
    const std::string all = describe(text, grammar, true);
    const auto bar = all.find("| ");
    return bar == std::string::npos ? std::string() : all.substr(bar + 2);
  };
  const Row stack_rows[] = {
      {"A=b\nC=it's\nD=\"\n", ""},
      {"A=\"b\"\n", "1:3-6 env-value-quoting: the quotes are part of the value of `A` for docker stack"},
      {"A='b' # c\n", "1:3-10 env-value-quoting: the quotes and the comment are part of `A` for docker stack"},
      {"A=\"b\" and \"c\"\n", ""},
      {"A=b # c\n", "1:3-8 env-value-quoting: the text from `#` on is part of the value of `A` for docker stack"},
      {"LOGO_BACKGROUND=#2980b9\n", ""},
      {"A=${B}\n", "1:3-7 env-value-quoting: docker stack reads no variables in env files; `A` keeps its `$`"},
      {"A=b$1\nDB_PW=b$c\n", ""},
      {"A= b\n", "1:3-5 env-value-quoting: the blanks around the value of `A` are part of it for docker stack"},
  };
  for (const Row& row : stack_rows) {
    CAPTURE(row.text);
    CHECK(said(row.text, EnvGrammar::stack) == row.expected);
  }
  const Row compose_rows[] = {
      {"A=\"b\" # c\nB=#fff\nC= d # e\nD=\"# f\"\n", ""},
      {"A= # c\n",
       "1:4-7 env-value-quoting: the value of `A` is the text from `#` on; docker compose sees no comment there"},
      {"A=b\t# c\n",
       "1:3-8 env-value-quoting: a comment begins with a blank before `#`, not with a tab; it is part of `A`"},
  };
  for (const Row& row : compose_rows) {
    CAPTURE(row.text);
    CHECK(said(row.text, EnvGrammar::compose) == row.expected);
  }
}

TEST_CASE("dotenv: the other grammar's reading of each entry") {
  const SourceFile source("f.env", "A=\"b\"\nB=c\nC=$NONE\nD=\"x\ny\"\nE=$SHELL_SET # f\nSHELL_SET\n");
  const Variables first = shell();
  const Variables earlier;
  const auto readings = [&](EnvGrammar grammar) {
    Findings findings;
    const auto content = parse_dotenv(FileId{}, source, grammar, first, earlier, findings);
    std::string out;
    const auto others = other_readings(content, FileId{}, source, grammar, first, earlier);
    REQUIRE(others.size() == content.entries.size());
    for (std::size_t i = 0; i < others.size(); ++i) {
      if (others[i]) out += content.entries[i].name + "=" + *others[i] + "; ";
    }
    return out;
  };
  CHECK(readings(EnvGrammar::compose) == "A=\"b\"; C=$NONE; D=\"x; E=$SHELL_SET # f; ");
  CHECK(readings(EnvGrammar::stack) == "A=b; D=x\ny; E=val; ");
}

TEST_CASE("dotenv: a file that is no env file gives a few findings, in linear time") {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "A=\"\n<B='\n";
  const SourceFile source("f.env", text);
  const Variables none;
  for (const EnvGrammar grammar : {EnvGrammar::compose, EnvGrammar::stack}) {
    Findings findings;
    const auto content = parse_dotenv(FileId{}, source, grammar, none, none, findings);
    CHECK(findings.list().size() <= 20);
    CHECK(content.valid == (grammar == EnvGrammar::stack));
  }
}

TEST_CASE("dotenv: any bytes are read without harm, and every place lies in the file") {
  std::mt19937 random(1);
  constexpr std::string_view likely = "AB=:#'\"\\$ \n\r\t{}-?+0x\xC2\xA0\xE2\x80\x8B\xFF";
  const Variables none;
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    const std::size_t size = random() % 24;
    while (text.size() < size) {
      text += random() % 16 == 0 ? static_cast<char>(random() % 256) : likely[random() % likely.size()];
    }
    const SourceFile source("f.env", text);
    const auto inside = [&](Span span) { return span.begin <= span.end && span.end <= text.size(); };
    for (const EnvGrammar grammar : {EnvGrammar::compose, EnvGrammar::stack}) {
      Findings findings;
      const auto content = parse_dotenv(FileId{}, source, grammar, none, none, findings);
      report_quoting(content, source, grammar, findings);
      bool good = content.valid || !findings.list().empty();
      for (const EnvEntry& entry : content.entries) {
        good =
            good && inside(entry.name_span) && inside(entry.value.span()) && source.text(entry.name_span) == entry.name;
      }
      for (const Finding& finding : findings.list()) good = good && inside(finding.span);
      CAPTURE(text);
      REQUIRE(good);
    }
  }
}
