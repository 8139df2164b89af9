// docker compose's substitution, as compose-go 2.9.1 (docker compose 2.40) does it. A hand-written scan rather than its
// regular expressions: those rescan the rest of a line after every `${…:-…}`, which is quadratic.
#include <algorithm>
#include <string>

#include "resolve/interpolate_grammar.hpp"

namespace mailu_lint::interpolation {
namespace {

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The last `}` of a line decides where a substitution may end. Asked for again and again on one line: remembered.
class LastBrace {
 public:
  LastBrace(std::string_view text, Range range) : text_(text.substr(0, range.end)), line_end_(range.begin) {}

  /// The last `}` between `pos` and the end of its line, or npos. `pos` must not go back.
  std::size_t after(std::size_t pos) {
    if (pos >= line_end_) {
      line_end_ = std::min(text_.find('\n', pos), text_.size());
      brace_ = text_.substr(0, line_end_).substr(pos).rfind('}');
      if (brace_ != std::string_view::npos) brace_ += pos;
    }
    return brace_ != std::string_view::npos && brace_ >= pos ? brace_ : std::string_view::npos;
  }

 private:
  std::string_view text_;
  std::size_t line_end_;
  std::size_t brace_ = std::string_view::npos;
};

// The `}` that closes the `${` at `begin`, braces counted as compose counts them: the byte behind each `{` is skipped.
// Where they do not balance, the last one on the line.
std::size_t closing_brace(std::string_view text, std::size_t begin, std::size_t last) {
  int open = 0;
  for (std::size_t i = begin; i <= last; ++i) {
    if (text[i] == '}' && --open == 0) return i;
    if (text[i] == '{') {
      ++open;
      ++i;
    }
  }
  return last;
}

struct Operator {
  char kind = 0;              // '-', '+', '?', 0 for none
  bool empty_counts = false;  // with `:`: an empty value is as good as none
  std::size_t end = 0;
};

Operator read_operator(std::string_view text, std::size_t pos) {
  const bool colon = pos < text.size() && text[pos] == ':';
  const std::size_t at = pos + (colon ? 1 : 0);
  if (at < text.size() && (text[at] == '-' || text[at] == '+' || text[at] == '?')) {
    return {.kind = text[at], .empty_counts = colon, .end = at + 1};
  }
  return {.end = pos};
}

VariableUse::Operator meaning(char kind) {
  using enum VariableUse::Operator;
  return kind == '-' ? fallback : kind == '+' ? alternative : required;
}

class Scan {
 public:
  Scan(std::string_view text, const Variables& variables) : text_(text), variables_(variables) {}

  Interpolated run() && {
    expand({0, text_.size()}, 0);
    return std::move(result_);
  }

 private:
  void expand(Range range, unsigned depth) {
    LastBrace last_brace(text_, range);
    std::size_t pos = range.begin;
    while (pos < range.end) {
      const std::size_t dollar = std::min(text_.find('$', pos), range.end);
      result_.text += text_.substr(pos, dollar - pos);
      pos = dollar;
      if (pos < range.end && result_.uses.size() >= most_uses) {
        fail(too_large(pos, pos + 1));
        return;
      }
      if (pos < range.end) pos = substitute(pos, range.end, last_brace, depth);
    }
  }

  /// Gives the offset behind the substitution that starts at `dollar`.
  std::size_t substitute(std::size_t dollar, std::size_t end, LastBrace& last_brace, unsigned depth) {
    const auto text = text_.substr(0, end);
    const auto rest = text.substr(dollar);
    if (rest.starts_with("$$")) {
      result_.text += '$';
      return dollar + 2;
    }
    if (rest.starts_with("${")) return substitute_braced(dollar, text, last_brace, depth);
    const std::size_t name = dollar + 1;
    const std::size_t after = name_end(text, name);
    if (after == name) {
      result_.text += '$';
      return name;
    }
    put_value(use({dollar, after}, {name, after}));
    return after;
  }

  std::size_t substitute_braced(std::size_t dollar, std::string_view text, LastBrace& last_brace, unsigned depth) {
    const std::size_t name = dollar + 2;
    const std::size_t after = name_end(text, name);
    const auto refuse = [&] {
      if (!result_.error) fail(syntax_error(text, dollar, Dialect::compose));
      return name;
    };
    if (after == name || after >= text.size()) return refuse();
    if (text[after] == '}') {
      VariableUse plain = use({dollar, after + 1}, {name, after});
      plain.braced = true;
      put_value(std::move(plain));
      return after + 1;
    }
    const Operator op = read_operator(text, after);
    const std::size_t last = op.kind == 0 ? std::string_view::npos : last_brace.after(op.end);
    if (last == std::string_view::npos) return refuse();
    const std::size_t close = closing_brace(text, dollar, last);
    VariableUse operated = use({dollar, close + 1}, {name, after});
    operated.braced = true;
    operated.op = meaning(op.kind);
    apply(op, {op.end, close}, std::move(operated), depth);
    return close + 1;
  }

  void apply(Operator op, Range argument, VariableUse used, unsigned depth) {
    const Variable* variable = variables_.find(used.name);
    const bool present = variable != nullptr && !(op.empty_counts && variable->value.empty());
    // A value made from an unset variable: whether it is empty is not known, so neither is what follows from it.
    if (variable != nullptr && !variable->known) result_.known = false;
    const bool take_argument = op.kind == '+' ? present : op.kind == '-' && !present;
    used.defaulted = take_argument;
    const std::uint32_t begin = used.begin;
    const std::uint32_t end = used.end;
    const std::string name = used.name;
    result_.uses.push_back(std::move(used));

    // compose up to 5.1 evaluates the argument even when it is not taken: an error in it is an error.
    const std::size_t text_size = result_.text.size();
    const std::size_t uses = result_.uses.size();
    const bool known = result_.known;
    const bool failed_before = result_.error.has_value();
    if (depth + 1 < max_depth) {
      expand(argument, depth + 1);
    } else {
      fail({.kind = InterpolationError::Kind::too_deep,
            .begin = begin,
            .end = end,
            .message =
                "defaults stand in defaults more than " + std::to_string(max_depth) + " deep; nothing is checked"});
    }
    if (take_argument) return;
    result_.text.resize(text_size);
    result_.uses.resize(uses);
    result_.known = known;
    if (result_.error && !failed_before) result_.error->not_taken = op.kind != '?' || present;
    if (op.kind == '?' && !present) {
      result_.known = false;
      fail({.kind = InterpolationError::Kind::required,
            .begin = begin,
            .end = end,
            .variable = name,
            .message = std::string(text_.substr(argument.begin, argument.end - argument.begin))});
    } else if (variable != nullptr) {
      put(variable->value, begin, end);
    }
  }

  VariableUse use(Range whole, Range name) const {
    VariableUse use{.name = std::string(text_.substr(name.begin, name.end - name.begin)),
                    .begin = static_cast<std::uint32_t>(whole.begin),
                    .end = static_cast<std::uint32_t>(whole.end)};
    if (const Variable* variable = variables_.find(use.name)) {
      use.set = true;
      use.set_at = variable->span;
    }
    return use;
  }

  void put_value(VariableUse use) {
    const Variable* variable = variables_.find(use.name);
    if (variable != nullptr) put(variable->value, use.begin, use.end);
    if (variable == nullptr || !variable->known) result_.known = false;
    result_.uses.push_back(std::move(use));
  }

  void put(std::string_view value, std::size_t begin, std::size_t end) {
    if (result_.text.size() + value.size() > text_.size() + most_growth) {
      fail(too_large(begin, end));
    } else {
      result_.text += value;
    }
  }

  void fail(InterpolationError error) {
    if (!result_.error) result_.error = std::move(error);
  }

  std::string_view text_;
  const Variables& variables_;
  Interpolated result_{};
};

}  // namespace

Interpolated interpolate_compose(std::string_view text, const Variables& variables) {
  return Scan(text, variables).run();
}

}  // namespace mailu_lint::interpolation
