// Durations, sizes and yes/no words as docker reads and prints them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <mailu_lint/deployment.hpp>

namespace mailu_lint {

/// Nanoseconds. Go's syntax: `1m30s`, `500ms`, `1.5h`; every number needs a unit. docker compose also knows `d` and
/// `w`.
std::optional<std::int64_t> parse_duration(std::string_view text, Dialect dialect);
/// As Go prints it: `1m30s`, `2m0s`, `500ms`, `0s`.
std::string print_duration(std::int64_t nanoseconds);

/// Bytes of `50M`, `1.5g`, `64 KiB`, `100`; the units are powers of 1024.
std::optional<std::int64_t> parse_size(std::string_view text);

/// Go's strconv.Atoi: a sign and digits, no blanks, no hexadecimal.
std::optional<std::int64_t> parse_integer(std::string_view text);
/// Decimal and exponent forms, and infinity; the whole text.
std::optional<double> parse_real(std::string_view text);
/// true, yes, on, y and their opposites in any case.
std::optional<bool> parse_boolean(std::string_view text);
/// Shortest text that reads back as the same number, without an exponent where Go prints none.
std::string print_real(double number);

}  // namespace mailu_lint
