// One env file, two readers: docker compose takes quotes and comments away and puts variables in, docker stack passes
// every byte behind `=` on. Says where a value was plainly written for the other one.
#include <algorithm>
#include <unordered_map>

#include <mailu_lint/finding.hpp>
#include <mailu_lint/rule_id.hpp>

#include "mailu/catalog.hpp"
#include "parse/dotenv.hpp"

namespace mailu_lint {
namespace {

struct Quirk {
  std::string message{};
  std::string help{};
  std::optional<Edit> edit{};
};

std::string quoted(std::string_view text) {
  return "`" + std::string(text) + "`";
}

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

/// Offset of the quote that ends the value, when it begins with one and the line has the other.
std::optional<std::size_t> closing_quote(std::string_view value) {
  if (value.empty() || (value.front() != '"' && value.front() != '\'')) return std::nullopt;
  const std::size_t close = value.find(value.front(), 1);
  return close == std::string_view::npos ? std::nullopt : std::optional(close);
}

bool is_comment(std::string_view text) {
  const std::size_t hash = text.find_first_not_of(" \t");
  return hash != std::string_view::npos && hash > 0 && text[hash] == '#';
}

bool names_variable(std::string_view value, bool secret) {
  for (std::size_t pos = value.find('$'); pos != std::string_view::npos; pos = value.find('$', pos + 1)) {
    const char next = pos + 1 < value.size() ? value[pos + 1] : ' ';
    if (next == '{') return true;
    // `pa$word` is as good a password for a stack as any.
    const bool letter = next == '_' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
    if (!secret && (letter || next == '$')) return true;
  }
  return false;
}

/// Plain inside: to take the quotes away changes nothing for docker compose.
bool needs_no_quotes(std::string_view inner) {
  return inner.find_first_of("\"'\\$#") == std::string_view::npos &&
         (inner.empty() || (!is_blank(inner.front()) && !is_blank(inner.back())));
}

std::optional<Quirk> stack_quirk(const EnvEntry& entry, std::string_view value) {
  const std::string name = quoted(entry.name);
  if (const auto close = closing_quote(value)) {
    const auto behind = value.substr(*close + 1);
    const bool comment = is_comment(behind);
    if (comment || behind.find_first_not_of(" \t") == std::string_view::npos) {
      Quirk quirk{.message = comment ? "the quotes and the comment are part of " + name + " for docker stack"
                                     : "the quotes are part of the value of " + name + " for docker stack",
                  .help = "write the value without quotes"};
      const auto inner = value.substr(1, *close - 1);
      if (needs_no_quotes(inner)) quirk.edit = Edit{entry.value.span(), std::string(inner)};
      return quirk;
    }
  }
  if (value.starts_with("# ") || value.find(" #") != std::string_view::npos) {
    return Quirk{.message = "the text from `#` on is part of the value of " + name + " for docker stack",
                 .help = "put the comment on a line of its own"};
  }
  if (names_variable(value, is_secret(entry.name))) {
    return Quirk{.message = "docker stack reads no variables in env files; " + name + " keeps its `$`",
                 .help = "write the value out"};
  }
  if (!value.empty() && (is_blank(value.front()) || is_blank(value.back()))) {
    const std::size_t first = value.find_first_not_of(" \t");
    const std::size_t last = value.find_last_not_of(" \t");
    return Quirk{.message = "the blanks around the value of " + name + " are part of it for docker stack",
                 .help = "remove the blanks",
                 .edit = Edit{entry.value.span(), first == std::string_view::npos
                                                      ? std::string()
                                                      : std::string(value.substr(first, last - first + 1))}};
  }
  return std::nullopt;
}

std::optional<Quirk> compose_quirk(const EnvEntry& entry, std::string_view value) {
  const std::string name = quoted(entry.name);
  if (entry.quoting != EnvEntry::Quoting::none) return std::nullopt;
  if (value.starts_with("# ")) {
    return Quirk{.message = "the value of " + name + " is the text from `#` on; docker compose sees no comment there",
                 .help = "put the comment on a line of its own"};
  }
  if (value.find("\t#") != std::string_view::npos) {
    return Quirk{.message = "a comment begins with a blank before `#`, not with a tab; it is part of " + name,
                 .help = "put the comment on a line of its own"};
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::optional<std::string>> other_readings(const EnvFileContent& content, FileId file,
                                                       const SourceFile& source, EnvGrammar grammar,
                                                       const Variables& first, const Variables& earlier) {
  const EnvGrammar other = grammar == EnvGrammar::compose ? EnvGrammar::stack : EnvGrammar::compose;
  Findings unheard;
  const EnvFileContent reading = parse_dotenv(file, source, other, first, earlier, unheard);
  std::unordered_map<std::uint32_t, const EnvEntry*> by_place;
  for (const EnvEntry& entry : reading.entries) by_place.emplace(entry.name_span.begin, &entry);

  std::vector<std::optional<std::string>> readings(content.entries.size());
  for (std::size_t i = 0; i < readings.size(); ++i) {
    const EnvEntry& entry = content.entries[i];
    const auto found = by_place.find(entry.name_span.begin);
    if (found == by_place.end() || entry.inherited) continue;
    const EnvEntry& theirs = *found->second;
    if (theirs.name != entry.name || theirs.inherited || !theirs.value.known()) continue;
    if (theirs.value.docker_value() != entry.value.docker_value()) readings[i] = theirs.value.docker_value();
  }
  return readings;
}

void report_quoting(const EnvFileContent& content, const SourceFile& source, EnvGrammar grammar, Findings& findings) {
  for (const EnvEntry& entry : content.entries) {
    if (entry.inherited || entry.name.empty()) continue;
    const std::string_view value = source.text(entry.value.span());
    const auto quirk = grammar == EnvGrammar::stack ? stack_quirk(entry, value) : compose_quirk(entry, value);
    if (!quirk) continue;
    auto finding = findings.add(RuleId::env_value_quoting, entry.value.span(), quirk->message);
    finding.help(quirk->help).evidence(entry.name);
    if (quirk->edit) {
      finding.fix({.message = quirk->help, .safety = FixSafety::unsafe, .edits = {*quirk->edit}});
    }
  }
}

}  // namespace mailu_lint
