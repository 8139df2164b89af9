#include "parse/dotenv.hpp"

#include <algorithm>

#include <mailu_lint/rule_id.hpp>

#include "parse/characters.hpp"
#include "parse/dotenv_reader.hpp"
#include "resolve/limits.hpp"

namespace mailu_lint {

void EnvReader::refuse(Span place, std::string message, std::string help) {
  constexpr unsigned enough = 20;
  content.valid = false;
  if (reported++ < enough) findings.add(RuleId::env_syntax, place, std::move(message)).help(std::move(help));
}

bool EnvReader::afford(std::size_t bytes, Span place) {
  constexpr std::size_t most = std::size_t{16} << 20U;
  const bool fits = expanded <= most;
  expanded += bytes;
  if (expanded <= most) return true;
  if (fits) {
    findings
        .add(RuleId::size_limit, place,
             "with its variables put in, the file becomes more than 16 MiB; nothing is checked")
        .help(limit_help(RuleId::size_limit));
  }
  return false;
}

void EnvReader::inherit(std::string_view name, Span name_span) {
  EnvEntry entry{.name = std::string(name), .name_span = name_span, .inherited = true};
  // Names in the file itself do not count: docker asks only what was there before.
  const Variable* variable = first.find(name);
  entry.absent = variable == nullptr;
  if (entry.absent && name.empty()) return;
  if (variable != nullptr && afford(variable->value.size(), name_span)) {
    entry.value =
        Text(variable->value, name_span, {{Via::Kind::variable, entry.name, variable->span}}, variable->known);
  } else {
    entry.value = Text({}, name_span, {{Via::Kind::unset_variable, entry.name, name_span}}, false);
  }
  content.entries.push_back(std::move(entry));
}

std::size_t skip_mark(std::string_view text) {
  return text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

// Lines of docker's kvfile (docker/cli 28.2, also `docker run --env-file`): everything behind the first `=` is the
// value.
void read_stack(EnvReader& reader) {
  constexpr std::size_t line_limit = 65'535;
  const std::string_view text = reader.text;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t line_end = std::min(text.find('\n', begin), text.size());
    const std::size_t next = line_end + 1;
    std::size_t end = line_end;
    if (end - begin > line_limit) {
      reader.refuse(reader.span(begin, begin + 1), "the line is longer than 64 KiB; docker refuses the file",
                    "shorten the line");
    }
    if (end > begin && text[end - 1] == '\r') --end;
    if (!is_utf8(text.substr(begin, end - begin))) {
      reader.refuse(reader.span(begin, end), "the line is not UTF-8; docker refuses the file",
                    "save the file as UTF-8");
      begin = next;
      continue;
    }
    if (begin == 0) begin = skip_mark(text);
    const std::size_t name = skip_spaces(text.substr(0, end), begin);
    begin = next;
    if (name == end || text[name] == '#') continue;

    const std::size_t equals = std::min(text.substr(0, end).find('=', name), end);
    const Span name_span = reader.span(name, equals);
    const std::string_view name_text = text.substr(name, equals - name);
    if (name_text.empty()) {
      reader.refuse(reader.span(name, name + 1), "there is no name before `=`; docker refuses the file",
                    "write NAME=value");
    } else if (name_text.find_first_of(" \t") != std::string_view::npos) {
      const bool exports = name_text.starts_with("export ");
      reader.refuse(name_span,
                    exports ? "docker stack does not know `export`; it refuses the file"
                            : "there is a blank in the name or before `=`; docker refuses the file",
                    exports ? "remove `export`" : "write NAME=value without blanks around `=`");
    } else if (equals == end) {
      reader.inherit(name_text, name_span);
    } else {
      reader.content.entries.push_back(
          {.name = std::string(name_text),
           .name_span = name_span,
           .value = Text(std::string(text.substr(equals + 1, end - equals - 1)), reader.span(equals + 1, end))});
    }
  }
}

EnvFileContent parse_dotenv(FileId file, const SourceFile& source, EnvGrammar grammar, const Variables& first,
                            const Variables& earlier, Findings& findings) {
  EnvReader reader{.file = file, .text = source.text(), .first = first, .earlier = earlier, .findings = findings};
  grammar == EnvGrammar::compose ? read_compose(reader) : read_stack(reader);
  return std::move(reader.content);
}

}  // namespace mailu_lint
