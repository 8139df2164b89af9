// Durations, numbers and sizes, as docker reads and prints them.
#include "resolve/units.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <optional>

namespace mailu_lint {

TEST_CASE("durations") {
  struct Row {
    const char* input;
    const char* compose;
    const char* stack;
  };
  const Row rows[] = {
      {"1h30m", "1h30m0s", "1h30m0s"},
      {"60s", "1m0s", "1m0s"},
      {"500ms", "500ms", "500ms"},
      {"1.5h", "1h30m0s", "1h30m0s"},
      {"0", "0s", "0s"},
      {"1d", "24h0m0s", ""},
      {"1w", "168h0m0s", ""},
      {"1500us", "1.5ms", "1.5ms"},
      {"30", "", ""},
      {"", "", ""},
      {"s", "", ""},
      {"1x", "", ""},
      {"-5s", "-5s", "-5s"},
      {"10000000h", "", ""},
      {"6000000h", "", ""},
      {"1.s", "1s", "1s"},
      {"1s1ns", "1.000000001s", "1.000000001s"},
      {".s", "", ""},
      {"1.2.3s", "", ""},
      {".5s", "500ms", "500ms"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.input);
    const auto compose = parse_duration(row.input, Dialect::compose);
    const auto stack = parse_duration(row.input, Dialect::stack);
    CHECK((compose ? print_duration(*compose) : "") == row.compose);
    CHECK((stack ? print_duration(*stack) : "") == row.stack);
  }
}

TEST_CASE("numbers in text") {
  struct NumberRow {
    const char* input;
    std::optional<std::int64_t> integer;
    std::optional<double> real;
  };
  const NumberRow rows[] = {
      {"5", 5, 5.0},
      {"+5", 5, 5.0},
      {"-5", -5, -5.0},
      {"+", {}, {}},
      {"-", {}, {}},
      {"", {}, {}},
      {"+-5", {}, {}},
      {"++5", {}, {}},
      {"5x", {}, {}},
      {"5.", {}, 5.0},
      {"+.5", {}, 0.5},
      {".", {}, {}},
      {"5 ", {}, {}},
      {" 5", {}, {}},
      {"1.5", {}, 1.5},
      {"1e3", {}, 1000.0},
      {"9223372036854775808", {}, 9223372036854775808.0},
  };
  for (const NumberRow& row : rows) {
    CAPTURE(row.input);
    CHECK(parse_integer(row.input) == row.integer);
    CHECK(parse_real(row.input) == row.real);
  }
  for (const char* word : {"true", "YES", "On", "y"}) CHECK(parse_boolean(word) == true);
  for (const char* word : {"false", "NO", "Off", "n"}) CHECK(parse_boolean(word) == false);
  for (const char* word : {"", "1", "truer", "yesterday", "t"}) CHECK(parse_boolean(word) == std::nullopt);
}

TEST_CASE("sizes") {
  struct SizeRow {
    const char* input;
    std::optional<std::int64_t> bytes;
  };
  const SizeRow rows[] = {
      {"50M", 52428800},
      {"1000", 1000},
      {"1.5k", 1536},
      {"64 KiB", 65536},
      {"2gb", 2147483648},
      {"7b", 7},
      {"1bb", {}},
      {"M", {}},
      {"", {}},
      {"-1m", {}},
      {"1x", {}},
      {"1kib", 1024},
      {"1kbi", {}},
      {"99999999999p", {}},
      {"5 ", 5},
  };
  for (const SizeRow& row : rows) {
    CAPTURE(row.input);
    CHECK(parse_size(row.input) == row.bytes);
  }
}

}  // namespace mailu_lint
