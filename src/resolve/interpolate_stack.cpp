// docker stack's substitution, as docker/cli 28.2 (and up to 29.7) does it: its own, older grammar, with the traps that
// VariableUse::Trap names. One pass; a substitution never nests.
#include <algorithm>
#include <array>
#include <string>

#include "resolve/interpolate_grammar.hpp"

namespace mailu_lint::interpolation {
namespace {

enum class Action : std::uint8_t { value, default_if_empty, default_if_unset, require_value, require_set };

struct Split {
  Action action{};
  std::string_view name{};      // what docker looks up: with a trap not a variable's name
  std::string_view argument{};  // default or message
};

// docker searches the operators one after the other, each anywhere in the text between the braces.
Split split(std::string_view substitution) {
  struct Sign {
    std::string_view text;
    Action action;
  };
  constexpr std::array signs{Sign{":-", Action::default_if_empty}, Sign{"-", Action::default_if_unset},
                             Sign{":?", Action::require_value}, Sign{"?", Action::require_set}};
  for (const Sign& sign : signs) {
    const std::size_t at = substitution.find(sign.text);
    if (at == std::string_view::npos) continue;
    return {sign.action, substitution.substr(0, at), substitution.substr(at + sign.text.size())};
  }
  return {Action::value, substitution, {}};
}

bool is_default(Action action) {
  return action == Action::default_if_empty || action == Action::default_if_unset;
}

// Behind the name, `:`, and `-` or `?`; `pos` when there is no operator.
std::size_t operator_end(std::string_view text, std::size_t pos) {
  const std::size_t at = text.substr(pos).starts_with(":") ? pos + 1 : pos;
  return at < text.size() && (text[at] == '-' || text[at] == '?') ? at + 1 : pos;
}

class Scan {
 public:
  Scan(std::string_view text, const Variables& variables) : text_(text), variables_(variables) {}

  Interpolated run() && {
    std::size_t pos = 0;
    while (pos < text_.size()) {
      const std::size_t dollar = std::min(text_.find('$', pos), text_.size());
      result_.text += text_.substr(pos, dollar - pos);
      if (full(dollar)) break;
      pos = dollar < text_.size() ? substitute(dollar) : dollar;
    }
    return std::move(result_);
  }

 private:
  /// Refuses what stands from `pos` on when the text has become too large.
  bool full(std::size_t pos) {
    if (result_.text.size() <= text_.size() + most_growth && result_.uses.size() <= most_uses) return false;
    result_.error = too_large(std::min(pos, text_.size() - 1), std::min(pos + 1, text_.size()));
    return true;
  }

  std::size_t substitute(std::size_t dollar) {
    if (text_.substr(dollar).starts_with("$$")) {
      result_.text += '$';
      return dollar + 2;
    }
    const bool braced = text_.substr(dollar).starts_with("${");
    const std::size_t name = dollar + (braced ? 2 : 1);
    const std::size_t after = name_end(text_, name);
    if (after == name) return refuse(dollar);
    const std::size_t operator_behind = operator_end(text_, after);
    // The text behind an operator goes up to the next `}`, over line ends, with braces or without.
    std::size_t end = operator_behind == after ? after : next_brace(operator_behind);
    if (braced && (end >= text_.size() || text_[end] != '}')) return refuse(dollar);
    apply(dollar, {name, after, end}, braced);
    return braced ? end + 1 : end;
  }

  struct Parts {
    std::size_t name;
    std::size_t name_end;
    std::size_t end;
  };

  void apply(std::size_t dollar, Parts parts, bool braced) {
    const Split found = split(text_.substr(parts.name, parts.end - parts.name));
    const Variable* variable = variables_.find(found.name);
    VariableUse use{.name = std::string(text_.substr(parts.name, parts.name_end - parts.name)),
                    .begin = static_cast<std::uint32_t>(dollar),
                    .end = static_cast<std::uint32_t>(parts.end + (braced ? 1 : 0)),
                    .set_at = variable != nullptr ? variable->span : Span{},
                    .set = variable != nullptr,
                    .braced = braced,
                    .op = meaning(parts),
                    .trap = trap(found, parts, braced)};
    if (variable != nullptr && !variable->known) result_.known = false;
    forget_error();

    const bool empty = variable == nullptr || variable->value.empty();
    if (is_default(found.action)) {
      use.defaulted = found.action == Action::default_if_empty ? empty : variable == nullptr;
    } else if (found.action == Action::require_value ? empty
                                                     : found.action == Action::require_set && variable == nullptr) {
      result_.error = InterpolationError{.kind = InterpolationError::Kind::required,
                                         .begin = use.begin,
                                         .end = use.end,
                                         .variable = use.name,
                                         .message = std::string(found.argument)};
    }
    const bool nested = found.argument.find("${") != std::string_view::npos;  // a brace of it is left over
    if (use.trap == VariableUse::Trap::message_as_default ||
        (use.trap == VariableUse::Trap::default_misread && (use.defaulted || nested))) {
      result_.known = false;
    }
    if (use.defaulted) {
      result_.text += found.argument;
    } else if (variable != nullptr) {
      result_.text += variable->value;
    } else {
      result_.known = false;
    }
    result_.uses.push_back(std::move(use));
  }

  VariableUse::Operator meaning(Parts parts) const {
    using enum VariableUse::Operator;
    if (parts.end == parts.name_end) return none;
    return text_[operator_end(text_, parts.name_end) - 1] == '-' ? fallback : required;
  }

  VariableUse::Trap trap(const Split& found, Parts parts, bool braced) const {
    using enum VariableUse::Trap;
    if (parts.end == parts.name_end) return none;
    if (!braced) return unbraced_operator;
    if (!is_default(found.action)) return none;
    if (meaning(parts) == VariableUse::Operator::required) return message_as_default;
    const bool other_operator = found.name.size() != parts.name_end - parts.name;
    return other_operator || has_variables(found.argument) ? default_misread : none;
  }

  std::size_t refuse(std::size_t dollar) {
    if (!result_.error) result_.error = syntax_error(text_, dollar, Dialect::stack);
    return dollar + 1;
  }

  void forget_error() {
    if (!result_.error) return;
    result_.ignored.push_back(std::move(*result_.error));
    result_.error.reset();
  }

  std::size_t next_brace(std::size_t pos) {
    if (brace_ < pos) brace_ = std::min(text_.find('}', pos), text_.size());
    return brace_;
  }

  std::string_view text_;
  const Variables& variables_;
  std::size_t brace_ = 0;
  Interpolated result_{};
};

}  // namespace

Interpolated interpolate_stack(std::string_view text, const Variables& variables) {
  return Scan(text, variables).run();
}

}  // namespace mailu_lint::interpolation
