#include "resolve/interpolate.hpp"

#include <algorithm>

#include "resolve/interpolate_grammar.hpp"

namespace mailu_lint {

const Variable* Variables::find(std::string_view name) const {
  for (const Variables* layer = this; layer != nullptr; layer = layer->outer_) {
    if (const Variable* earlier = layer->first_ ? layer->first_->find(name) : nullptr) return earlier;
    const auto found = layer->values_.find(name);
    if (found != layer->values_.end()) return &found->second;
  }
  return nullptr;
}

void Variables::set(std::string name, Variable variable) {
  values_.insert_or_assign(std::move(name), std::move(variable));
}

bool has_variables(std::string_view text) {
  return text.find('$') != std::string_view::npos;
}

Interpolated interpolate(std::string_view text, Dialect dialect, const Variables& variables) {
  if (!has_variables(text)) return {.text = std::string(text)};
  Interpolated result = dialect == Dialect::compose ? interpolation::interpolate_compose(text, variables)
                                                    : interpolation::interpolate_stack(text, variables);
  result.changed = result.text != text;
  if (result.error && !result.error->not_taken) result.known = false;
  return result;
}

namespace interpolation {
namespace {

// Both tools match names with Go's case-insensitive [_a-z], which folds two letters outside ASCII: U+017F to `s` and
// U+212A to `k`.
std::size_t letter_size(std::string_view text, std::size_t pos) {
  const auto rest = text.substr(pos);
  if (rest.empty()) return 0;
  const char c = rest.front();
  if (c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) return 1;
  if (rest.starts_with("\u017F")) return 2;
  if (rest.starts_with("\u212A")) return 3;
  return 0;
}

// One character of UTF-8; never empty.
std::size_t character_size(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && size < 4 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80) ++size;
  return size;
}

std::string quote(std::string_view text) {
  return "`" + std::string(text) + "`";
}

}  // namespace

InterpolationError too_large(std::size_t begin, std::size_t end) {
  return {.kind = InterpolationError::Kind::too_large,
          .begin = static_cast<std::uint32_t>(begin),
          .end = static_cast<std::uint32_t>(end),
          .message = "with its variables put in, this becomes more than is looked at; nothing is checked"};
}

std::size_t name_end(std::string_view text, std::size_t pos) {
  std::size_t end = pos + letter_size(text, pos);
  if (end == pos) return pos;
  while (end < text.size()) {
    const bool digit = text[end] >= '0' && text[end] <= '9';
    const std::size_t size = digit ? 1 : letter_size(text, end);
    if (size == 0) break;
    end += size;
  }
  return end;
}

// Looks at the name and one character behind it, never further: it is asked for every `$` of a hostile line.
InterpolationError syntax_error(std::string_view text, std::size_t pos, Dialect dialect) {
  const bool braced = text.substr(pos).starts_with("${");
  const std::size_t name = pos + (braced ? 2 : 1);
  const std::size_t after = name_end(text, name);
  const auto rest = text.substr(std::min(after, text.size()));
  const auto error = [&](std::size_t more, std::string message) {
    return InterpolationError{.kind = InterpolationError::Kind::syntax,
                              .begin = static_cast<std::uint32_t>(pos),
                              .end = static_cast<std::uint32_t>(after + more),
                              .message = std::move(message)};
  };
  if (!braced) return error(0, "`$` is not followed by a name");
  if (rest.empty() || rest.front() == '\n') return error(0, "`${` has no `}` behind it on the same line");
  if (after == name && rest.front() == '}') return error(1, "`${}` names no variable");
  if (rest.front() == ' ') return error(1, "there is a blank inside `${}`");
  if (after == name) return error(0, "the name behind `${` must begin with a letter or `_`");
  const bool colon = rest.front() == ':' && rest.size() > 1;
  const char sign = colon ? rest[1] : rest.front();
  const std::size_t size = colon ? 2 : 1;
  if (sign == '+' && dialect == Dialect::stack) {
    return error(size, "docker stack does not know the operator " + quote(rest.substr(0, size)));
  }
  if (sign == '-' || sign == '?' || sign == '+') return error(size, "`${` has no `}` behind it on the same line");
  const std::size_t shown = character_size(rest);
  return error(shown, quote(rest.substr(0, shown)) + " cannot follow the name of a variable");
}

}  // namespace interpolation
}  // namespace mailu_lint
