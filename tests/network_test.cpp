#include <doctest/doctest.h>

#include <mailu_lint/rule.hpp>

TEST_CASE("the registry lists rules by name") {
  CHECK(mailu_lint::find_rule("yaml-syntax").has_value());
}
