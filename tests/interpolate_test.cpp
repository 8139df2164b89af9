// Interpolation in both languages: what the recorded tables (oracle_tables_test.cpp) cannot say: uses, places, unknown
// values, traps, errors that docker stack forgets, bounds.
#include <doctest/doctest.h>

#include <ostream>
#include <random>
#include <string>
#include <vector>

#include "resolve/interpolate.hpp"

using namespace mailu_lint;
using Trap = VariableUse::Trap;
using Kind = InterpolationError::Kind;

namespace {

Variables some_variables() {
  Variables variables;
  variables.set("SET", {.value = "val", .span = {FileId{3}, 10, 13}});
  variables.set("EMPTY", {});
  variables.set("VAGUE", {.value = "", .known = false});
  return variables;
}

std::string describe(const Interpolated& result) {
  std::string out = (result.known ? "" : "?") + ("[" + result.text + "]");
  for (const VariableUse& use : result.uses) {
    out += " " + use.name + "@" + std::to_string(use.begin) + "-" + std::to_string(use.end);
    out += use.set ? "" : " unset";
    out += use.defaulted ? " defaulted" : "";
    out += use.braced ? "" : " bare";
    if (use.trap == Trap::unbraced_operator) out += " TRAP-unbraced";
    if (use.trap == Trap::message_as_default) out += " TRAP-message";
    if (use.trap == Trap::default_misread) out += " TRAP-default";
  }
  const auto add = [&](std::string_view label, const InterpolationError& error) {
    out += std::string(label) + std::to_string(error.begin) + "-" + std::to_string(error.end) + " ";
    out += error.kind == Kind::required ? error.variable + " required: " + error.message : error.message;
  };
  if (result.error) add("; error ", *result.error);
  for (const auto& error : result.ignored) add("; ignored ", error);
  return out;
}

struct Row {
  std::string text;
  std::string compose;
  std::string stack;
};

const Row rows[] = {
    {"plain", "[plain]", "[plain]"},
    {"a${SET}b", "[avalb] SET@1-7", "[avalb] SET@1-7"},
    {"$SET.x", "[val.x] SET@0-4 bare", "[val.x] SET@0-4 bare"},
    {"$NONE", "?[] NONE@0-5 unset bare", "?[] NONE@0-5 unset bare"},
    {"${NONE:-d}", "[d] NONE@0-10 unset defaulted", "[d] NONE@0-10 unset defaulted"},
    {"${EMPTY:-d}", "[d] EMPTY@0-11 defaulted", "[d] EMPTY@0-11 defaulted"},
    {"${EMPTY-d}", "[] EMPTY@0-10", "[] EMPTY@0-10"},
    // Made from an unset variable: neither the value nor whether the default is taken is known.
    {"${VAGUE:-d}", "?[d] VAGUE@0-11 defaulted", "?[d] VAGUE@0-11 defaulted"},
    {"$VAGUE", "?[] VAGUE@0-6 bare", "?[] VAGUE@0-6 bare"},
    // An alternative says what an unset variable means.
    {"x${NONE+y}", "[x] NONE@1-10 unset", "?[x{NONE+y}]; error 1-8 docker stack does not know the operator `+`"},
    // Only what is taken counts.
    {"${SET:-$NONE}", "[val] SET@0-13", "[val] SET@0-13 TRAP-default"},
    {"${NONE:-a${SET}}", "[aval] NONE@0-16 unset defaulted SET@9-15",
     "?[a${SET}] NONE@0-15 unset defaulted TRAP-default"},
    {"${NONE:-${NONE2}}", "?[] NONE@0-17 unset defaulted NONE2@8-16 unset",
     "?[${NONE2}] NONE@0-16 unset defaulted TRAP-default"},
    {"${SET:-${NONE:?need}}", "[val] SET@0-21; error 7-20 NONE required: need", "?[val}] SET@0-20 TRAP-default"},
    {"${NONE:?say $SET}", "?[] NONE@0-17 unset; error 0-17 NONE required: say $SET",
     "?[] NONE@0-17 unset; error 0-17 NONE required: say $SET"},
    {"${EMPTY:?}", "?[] EMPTY@0-10; error 0-10 EMPTY required: ", "?[] EMPTY@0-10; error 0-10 EMPTY required: "},
    // docker stack's traps.
    {"$SET-alpine", "[val-alpine] SET@0-4 bare", "[val] SET@0-11 bare TRAP-unbraced"},
    {"$NONE-alpine/${SET}", "?[-alpine/val] NONE@0-5 unset bare SET@13-19",
     "[alpine/${SET}] NONE@0-18 unset defaulted bare TRAP-unbraced"},
    {"${SET:?must-be-set}", "[val] SET@0-19", "?[be-set] SET@0-19 unset defaulted TRAP-message"},
    {"${NONE-a:-b}", "[a:-b] NONE@0-12 unset defaulted", "?[b] NONE@0-12 unset defaulted TRAP-default"},
    {"${NONE:?need} ${SET}", "?[ val] NONE@0-13 unset SET@14-20; error 0-13 NONE required: need",
     "?[ val] NONE@0-13 unset SET@14-20; ignored 0-13 NONE required: need"},
    {"${SET} ${NONE:?need}", "?[val ] SET@0-6 NONE@7-20 unset; error 7-20 NONE required: need",
     "?[val ] SET@0-6 NONE@7-20 unset; error 7-20 NONE required: need"},
    {"${NONE:?need} $$", "?[ $] NONE@0-13 unset; error 0-13 NONE required: need",
     "?[ $] NONE@0-13 unset; error 0-13 NONE required: need"},
    // Refused by one or both.
    {"${", "?[]; error 0-2 `${` has no `}` behind it on the same line",
     "?[{]; error 0-2 `${` has no `}` behind it on the same line"},
    {"${}", "?[}]; error 0-3 `${}` names no variable", "?[{}]; error 0-3 `${}` names no variable"},
    {"${A B}", "?[A B}]; error 0-4 there is a blank inside `${}`", "?[{A B}]; error 0-4 there is a blank inside `${}`"},
    {"${1}", "?[1}]; error 0-2 the name behind `${` must begin with a letter or `_`",
     "?[{1}]; error 0-2 the name behind `${` must begin with a letter or `_`"},
    {"${A=b}", "?[A=b}]; error 0-4 `=` cannot follow the name of a variable",
     "?[{A=b}]; error 0-4 `=` cannot follow the name of a variable"},
    // What stands behind the name is shown whole: a character of UTF-8 has four bytes at most.
    {"${A\xF0\x9F\x93\xAB}", "?[A\xF0\x9F\x93\xAB}]; error 0-7 `\xF0\x9F\x93\xAB` cannot follow the name of a variable",
     "?[{A\xF0\x9F\x93\xAB}]; error 0-7 `\xF0\x9F\x93\xAB` cannot follow the name of a variable"},
    {"${A\xF0\x9F\x93\xAB\x80}",
     "?[A\xF0\x9F\x93\xAB\x80}]; error 0-7 `\xF0\x9F\x93\xAB` cannot follow the name of a variable",
     "?[{A\xF0\x9F\x93\xAB\x80}]; error 0-7 `\xF0\x9F\x93\xAB` cannot follow the name of a variable"},
    {"cost: 5$", "[cost: 5$]", "?[cost: 5]; error 7-8 `$` is not followed by a name"},
    {"${NONE:-a\nb}", "?[NONE:-a\nb}]; error 0-8 `${` has no `}` behind it on the same line",
     "[a\nb] NONE@0-12 unset defaulted"},
};

}  // namespace

TEST_CASE("interpolation: uses, places, what is known, traps, errors") {
  const Variables variables = some_variables();
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(describe(interpolate(row.text, Dialect::compose, variables)) == row.compose);
    CHECK(describe(interpolate(row.text, Dialect::stack, variables)) == row.stack);
  }
}

TEST_CASE("interpolation: variables carry where they are set; inner layers hide outer ones") {
  const Variables outer = some_variables();
  Variables inner(&outer);
  inner.set("EMPTY", {.value = "full"});
  const auto result = interpolate("$SET$EMPTY", Dialect::compose, inner);
  CHECK(result.text == "valfull");
  REQUIRE(result.uses.size() == 2);
  CHECK(result.uses[0].set_at == Span{FileId{3}, 10, 13});
  CHECK(result.changed);
  CHECK_FALSE(interpolate("$", Dialect::compose, inner).changed);
}

TEST_CASE("interpolation: nesting is bounded, and long hostile lines take linear time") {
  const Variables none;
  std::string nested;
  for (int i = 0; i < 200; ++i) nested += "${A:-";
  nested += std::string(200, '}');
  REQUIRE(interpolate(nested, Dialect::compose, none).error);
  CHECK(interpolate(nested, Dialect::compose, none).error->kind == InterpolationError::Kind::too_deep);

  // Each of these is quadratic for a reader that rescans the line at every `$`: at this size it would not come back.
  for (const std::string piece : {"${A:-x}", "${A-", "$A-", "${A:-{}", "${", "$", "${A", "${A:-${B}", "{${A-b}"}) {
    std::string text;
    while (text.size() < 100'000) text += piece;
    for (const Dialect dialect : {Dialect::compose, Dialect::stack}) {
      const auto result = interpolate(text, dialect, none);
      CHECK(result.text.size() <= text.size());
    }
  }
}

TEST_CASE("interpolation: any bytes are read without harm, and every place lies in the text") {
  std::mt19937 random(1);
  constexpr std::string_view likely = "$$$${{}}:-+?AB_ \n\xC5\xBF\xE2\x84\xAA\xFF";
  const Variables variables = some_variables();
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    const std::size_t size = random() % 24;
    while (text.size() < size) {
      text += random() % 16 == 0 ? static_cast<char>(random() % 256) : likely[random() % likely.size()];
    }
    for (const Dialect dialect : {Dialect::compose, Dialect::stack}) {
      const auto result = interpolate(text, dialect, variables);
      bool good = true;
      for (const VariableUse& use : result.uses) {
        good = good && use.begin < use.end && use.end <= text.size() && text[use.begin] == '$' &&
               text.find(use.name, use.begin) < use.end;
      }
      const auto inside = [&](const InterpolationError& error) {
        return error.begin < error.end && error.end <= text.size() && text[error.begin] == '$';
      };
      if (result.error) good = good && inside(*result.error);
      for (const auto& error : result.ignored) good = good && inside(error);
      CAPTURE(text);
      REQUIRE(good);
    }
  }
}
