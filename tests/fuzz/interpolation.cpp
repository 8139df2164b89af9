// Substitution in both languages: every place is in the text, and no text grows without bound.
#include "resolve/interpolate.hpp"

#include <string>

#include "oracles.hpp"

using namespace mailu_lint;
using namespace mailu_lint::fuzz;

namespace {

void check_error(const InterpolationError& error, std::string_view text) {
  expect_inside({{}, error.begin, error.end}, text, error.message);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = text_of(data, size);
  Variables variables;
  variables.set("A", {"a"});
  variables.set("LONG", {std::string(100'000, 'x')});
  variables.set("EMPTY", {""});
  variables.set("UNKNOWN", {.value = "", .known = false});
  for (const Dialect dialect : {Dialect::compose, Dialect::stack}) {
    const Interpolated result = interpolate(text, dialect, variables);
    for (const VariableUse& use : result.uses) {
      expect_inside({{}, use.begin, use.end}, text, "use");
      expect(text[use.begin] == '$', "a use begins with a dollar");
    }
    if (result.error) check_error(*result.error, text);
    for (const InterpolationError& error : result.ignored) check_error(error, text);
    expect(result.text.size() <= text.size() + (2U << 20U), "a text grows by two megabytes at most");
    expect(has_variables(text) || result.text == text, "a text without variables stays as it is");
  }
  return 0;
}
