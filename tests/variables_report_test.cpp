// Findings about variables: which rule, where, and how often.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "resolve/variables_report.hpp"
#include "yaml_dump.hpp"

using namespace mailu_lint;

namespace {

void visit(yaml::NodeRef node, Dialect dialect, const Variables& variables, VariablesReport& report) {
  if (node.kind() == yaml::Kind::alias) return visit(node.target(), dialect, variables, report);
  if (node.kind() == yaml::Kind::scalar) report.add(interpolate(node.text(), dialect, variables), node);
  for (auto child = node.first_child(); child; child = child.next()) visit(child, dialect, variables, report);
}

/// Every scalar interpolated; `line:column rule: message`.
std::string report_of(const std::string& text, Dialect dialect) {
  Variables variables;
  variables.set("SET", {.value = "val"});
  variables.set("EMPTY", {});
  test::Parsed parsed(text);
  VariablesReport report(dialect, parsed.findings);
  for (const auto& document : parsed.tree.documents()) visit(document, dialect, variables, report);
  report.finish();
  return test::findings_of(parsed);
}

struct Row {
  std::string yaml;
  std::string compose;
  std::string stack;
};

const std::string unset_compose = " is not set here; docker compose puts nothing in its place";
const std::string unset_stack = " is not set here; docker stack puts nothing in its place";

const Row rows[] = {
    {"a: $SET", "", ""},
    {"a: ${NONE:-d}", "", ""},
    {"a: ${NONE:+d}", "",
     "1:4 variable-syntax: docker stack does not know the operator `:+`; docker stack refuses the file\n"},
    {"a: $HOME/x", "", ""},
    {"a: x ${NONE} y", "1:6 variable-unset: `NONE`" + unset_compose + "\n",
     "1:6 variable-unset: `NONE`" + unset_stack + "\n"},
    // Once a file, at the first use, whatever comes through an alias.
    {"a: &a $NONE\nb: *a\nc: [$NONE, '${NONE}']", "1:7 variable-unset: `NONE`" + unset_compose + " (3 uses)\n",
     "1:7 variable-unset: `NONE`" + unset_stack + " (3 uses)\n"},
    // Three are three slips, more have one cause.
    {"[$A, $B, $C]",
     "1:2 variable-unset: `A`" + unset_compose + "\n1:6 variable-unset: `B`" + unset_compose +
         "\n1:10 variable-unset: `C`" + unset_compose + "\n",
     "1:2 variable-unset: `A`" + unset_stack + "\n1:6 variable-unset: `B`" + unset_stack +
         "\n1:10 variable-unset: `C`" + unset_stack + "\n"},
    {"[$A, $B, $C, $D, $A]",
     "1:2 variable-unset: 4 variables of this file are not set here; docker compose puts nothing in their place\n",
     "1:2 variable-unset: 4 variables of this file are not set here; docker stack puts nothing in their place\n"},
    // A piece of a password is not named.
    {"- DB_PW=ab$cd", "1:11 variable-unset: the variable behind this `$`" + unset_compose + "\n",
     "1:11 variable-unset: the variable behind this `$`" + unset_stack + "\n"},
    {"- DB_PW=${NONE}", "1:9 variable-unset: `NONE`" + unset_compose + "\n",
     "1:9 variable-unset: `NONE`" + unset_stack + "\n"},
    {"a: ${NONE:?say so}", "1:4 variable-required: `NONE` is required and not set; docker compose refuses the file\n",
     "1:4 variable-required: `NONE` is required and not set; docker stack refuses the file\n"},
    {"a: ${EMPTY:?say so}", "1:4 variable-required: `EMPTY` is required and not set; docker compose refuses the file\n",
     "1:4 variable-required: `EMPTY` is required and not set; docker stack refuses the file\n"},
    {"a: ${SET:-${NONE:?}}",
     "1:11 variable-required: `NONE` is required and not set; docker compose refuses the file, up to 5.1\n",
     "1:4 variable-default-misread: docker stack reads another default of `SET`: up to the first `}`, with variables "
     "as "
     "plain text\n"},
    {"a: '${SET'", "1:5 variable-syntax: `${` has no `}` behind it on the same line; docker compose refuses the file\n",
     "1:5 variable-syntax: `${` has no `}` behind it on the same line; docker stack refuses the file\n"},
    {"a: 5$ for ${SET}", "",
     "1:5 variable-syntax: `$` is not followed by a name; docker stack drops the `$` and goes on without a word\n"},
    {"a: $SET-alpine", "",
     "1:4 variable-unbraced-operator: docker stack takes the text behind `$SET` for a default; it is gone when `SET` "
     "is "
     "set\n"},
    {"a: ${SET:?must-be-set}", "",
     "1:4 required-message-ignored: `SET` is never required; docker stack puts the message's text behind `-` in its "
     "place\n"},
    {"a: ${NONE:?x}:${SET}", "1:4 variable-required: `NONE` is required and not set; docker compose refuses the file\n",
     "1:4 required-message-ignored: `NONE` is not required in truth; a later variable of the text clears docker "
     "stack's "
     "error\n"},
    // An escape before it: the place is the whole scalar.
    {"a: \"\\x20$NONE\"", "1:4 variable-unset: `NONE`" + unset_compose + "\n",
     "1:4 variable-unset: `NONE`" + unset_stack + "\n"},
};

}  // namespace

TEST_CASE("variables report: what is said of each text") {
  for (const Row& row : rows) {
    CAPTURE(row.yaml);
    CHECK(report_of(row.yaml, Dialect::compose) == row.compose);
    CHECK(report_of(row.yaml, Dialect::stack) == row.stack);
  }
}

TEST_CASE("variables: of many that are not set six are named") {
  for (const std::size_t count : {6U, 7U}) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += "- ${V" + std::to_string(i) + "}\n";
    Variables variables;
    test::Parsed parsed(text);
    VariablesReport report(Dialect::compose, parsed.findings);
    for (const auto& document : parsed.tree.documents()) visit(document, Dialect::compose, variables, report);
    report.finish();
    REQUIRE(parsed.findings.list().size() == 1);
    CHECK(parsed.findings.list()[0].label ==
          std::string("the first of `V0`, `V1`, `V2`, `V3`, `V4`, `V5`") + (count > 6 ? " …" : ""));
  }
}
