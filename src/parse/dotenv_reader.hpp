// What the readers of the two env-file grammars share. Private to dotenv*.cpp.
#pragma once

#include <string>
#include <string_view>

#include <mailu_lint/finding.hpp>

#include "parse/dotenv.hpp"

namespace mailu_lint {

struct EnvReader {
  FileId file{};
  std::string_view text{};
  const Variables& first;
  const Variables& earlier;
  Findings& findings;
  EnvFileContent content{};
  unsigned reported = 0;
  std::size_t expanded = 0;  ///< bytes that variables have put in

  Span span(std::size_t begin, std::size_t end) const {
    return {file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  /// docker refuses the file. A file that is no env file at all gets a few findings, not one for every line.
  void refuse(Span place, std::string message, std::string help);
  /// Is there room for a value with variables in it? Counts. Each line may ask for twice the one above.
  bool afford(std::size_t bytes, Span place);
  /// A name without a value: taken from the environment if that has it.
  void inherit(std::string_view name, Span name_span);
};

void read_compose(EnvReader& reader);
void read_stack(EnvReader& reader);

/// Where the text begins: behind a byte order mark.
std::size_t skip_mark(std::string_view text);

}  // namespace mailu_lint
