// Our side of the comparison.
#include <mailu_lint/finding.hpp>

#include "parse/characters.hpp"
#include "parse/dotenv.hpp"
#include "readers.hpp"
#include "resolve/interpolate.hpp"

namespace mailu_lint::differential {
namespace {

Variables shell_variables() {
  Variables variables;
  for (const auto& [name, value] : shell()) variables.set(name, {.value = value});
  return variables;
}

// docker compose prints JSON, where each stray byte becomes U+FFFD.
std::string as_json_has_it(std::string_view text) {
  std::string result;
  for (std::size_t pos = 0; pos < text.size();) {
    const Character c = character_at(text, pos);
    result += c.valid ? text.substr(pos, c.size) : "\uFFFD";
    pos += c.size;
  }
  return result;
}

}  // namespace

Reading read(const Case& one, Dialect dialect) {
  const Variables variables = shell_variables();
  if (one.kind == Case::Kind::expression) {
    Interpolated result = interpolate(one.text, dialect, variables);
    return {.refused = result.error.has_value(),
            .refused_up_to_5_1 = result.error && result.error->not_taken,
            .values = {{"v", std::move(result.text)}}};
  }
  const SourceFile source("f.env", one.text);
  const Variables none;
  Findings findings;
  const EnvGrammar grammar = dialect == Dialect::compose ? EnvGrammar::compose : EnvGrammar::stack;
  const EnvFileContent content = parse_dotenv(FileId{}, source, grammar, variables, none, findings);
  Reading reading{.refused = !content.valid};
  for (const EnvEntry& entry : content.entries) {
    if (!entry.absent) reading.values[as_json_has_it(entry.name)] = as_json_has_it(entry.value.docker_value());
  }
  if (dialect == Dialect::stack) {
    // The stack loader fills empty values from the shell (resolution of `environment`, not of the file).
    for (auto& [name, value] : reading.values) {
      const Variable* exported = value.empty() ? variables.find(name) : nullptr;
      if (exported != nullptr) value = exported->value;
    }
  }
  return reading;
}

}  // namespace mailu_lint::differential
