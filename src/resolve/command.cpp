// A command written as one string, cut into words. The two dialects use different splitters: docker compose takes
// go-shellwords (a bare `;`, `&`, `|`, `<` or `>` ends the command, `#` is a character like any other), a stack takes
// google/shlex (` #` begins a comment, the other characters are ordinary).
#include <optional>

#include "resolve/section.hpp"

namespace mailu_lint {
namespace {

constexpr std::size_t most_variables = 16;  // that each word of a command tells of: all words times all is too much

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// Collects words; a word may be empty when it was quoted.
struct Words {
  std::vector<std::string> words{};
  std::string word{};
  bool open = false;

  void add(char c) {
    word += c;
    open = true;
  }
  void close() {
    if (open) words.push_back(std::move(word));
    word.clear();
    open = false;
  }
};

/// Nothing when a quote, an escape or a bracket stays open.
std::optional<std::vector<std::string>> split_compose(std::string_view text) {
  Words words;
  bool escaped = false;
  bool substitution = false;  // inside `$(…)`
  bool backquoted = false;
  char quote = 0;
  const auto literal = [&] { return quote != 0 || substitution || backquoted; };
  for (const char c : text) {
    if (escaped) {
      words.add(c == 't' ? '\t' : c == 'n' ? '\n' : c);
      escaped = false;
    } else if (c == '\\' && quote != '\'') {
      escaped = true;
    } else if (is_blank(c) && c != '\\') {
      literal() ? words.add(c) : words.close();
    } else if ((c == '"' || c == '\'') && !substitution && (quote == 0 || quote == c)) {
      words.open = words.open || quote == c;
      quote = quote == c ? 0 : c;
    } else if (c == '(' && quote == 0 && !backquoted) {
      if (substitution || !words.word.ends_with('$')) return std::nullopt;
      substitution = true;
      words.word += c;
    } else if (!literal() && std::string_view(";&|<>").find(c) != std::string_view::npos) {
      // `2>` takes its number along.
      if (c == '>' && !words.word.empty() && '0' <= words.word[0] && words.word[0] <= '9') words.open = false;
      break;
    } else {
      if (c == '`' && quote == 0 && !substitution) backquoted = !backquoted;
      if (c == ')' && quote == 0 && !backquoted) substitution = !substitution;
      words.add(c);
    }
  }
  if (escaped || literal()) return std::nullopt;
  words.close();
  return std::move(words.words);
}

std::optional<std::vector<std::string>> split_stack(std::string_view text) {
  Words words;
  bool escaped = false;
  bool comment = false;
  char quote = 0;
  for (const char c : text) {
    if (comment) {
      comment = c != '\n';
    } else if (escaped) {
      words.add(c);
      escaped = false;
    } else if (c == '\\' && quote != '\'') {
      escaped = true;
      words.open = true;
    } else if (quote != 0) {
      c == quote ? static_cast<void>(quote = 0) : words.add(c);
    } else if (c == '"' || c == '\'') {
      quote = c;
      words.open = true;
    } else if (is_blank(c)) {
      words.close();
    } else if (c == '#' && !words.open) {
      comment = true;
    } else {
      words.add(c);
    }
  }
  if (escaped || quote != 0) return std::nullopt;
  words.close();
  return std::move(words.words);
}

}  // namespace

void canonicalise_command(Value& service, std::string_view key, ResolveContext& context) {
  Value* command = service.find(key);
  if (!is_text(command)) return;
  const auto words = context.dialect == Dialect::compose ? split_compose(command->text) : split_stack(command->text);
  if (!words) {
    refuse(context, {.rule = RuleId::value_invalid,
                     .span = command->span,
                     .fact = "the `" + std::string(key) + "` has a quote or bracket that is not closed",
                     .help = "close it, or write the words as a list",
                     .known = command->known});
    return;
  }
  if (command->via.size() > most_variables) command->via.resize(most_variables);
  Value* list = make_list(context, *command);
  for (const std::string& word : *words) list->items.push_back(make_text(context, word, *command));
  put(service, key, list);
}

}  // namespace mailu_lint
