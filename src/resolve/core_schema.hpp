// What a YAML scalar is to docker: go-yaml v3's reading, which compose and docker 28 share. Neither YAML 1.1 (`yes` and
// `22:22` are text) nor 1.2 (`0777` is octal, `1_000` a number).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mailu_lint {

struct CoreScalar {
  enum class Kind : std::uint8_t {
    null,
    boolean,
    integer,
    real,
    string,
    timestamp,  ///< an unquoted date: docker stack makes text of it, docker compose refuses it
    invalid,    ///< the tag does not fit the text (`!!int x`)
  };
  Kind kind = Kind::string;
  std::string text{};        ///< as Go prints the value: `1.50` is 1.5, `0x10` is 16
  std::int64_t integer = 0;  ///< of a boolean 0 or 1; a number above 2^63 is only in `text`
  double real = 0;
};

enum class Quoted : std::uint8_t { no, yes };

/// `tag` as the parser gives it ("!!int" in its long form "tag:yaml.org,2002:int"), empty when there is none.
CoreScalar read_core_scalar(std::string_view text, std::string_view tag, Quoted quoted);

/// Go's `%v` of a floating-point number: 1.5, 1e+21, +Inf.
std::string go_number(double number);

}  // namespace mailu_lint
