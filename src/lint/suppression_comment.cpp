#include "lint/suppression_comment.hpp"

#include <algorithm>

#include "lint/date.hpp"

namespace mailu_lint {
namespace {

constexpr std::string_view form = "write `# mailu-lint: ignore[rule-name] reason`";

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

class Reader {
 public:
  Reader(const SourceFile& source, Span comment) : text_(source.text(comment)), comment_(comment) {
    result_.span = comment;
  }

  std::optional<SuppressionComment> read() {
    while (peek() == '#') ++here_;
    skip_blanks();
    if (!take(suppression_marker)) return std::nullopt;
    skip_blanks();
    const std::size_t begin = here_;
    while (is_letter(peek())) ++here_;
    const std::string_view verb = text_.substr(begin, here_ - begin);
    skip_blanks();
    // Other words after the colon are prose; a bracket or an equals sign is an order.
    if (verb != "ignore" && peek() != '[' && peek() != '=') return std::nullopt;
    if (verb != "ignore") {
      return mistake(begin, begin + verb.size(),
                     "`" + std::string(verb) + "` is not known here; nothing is suppressed");
    }
    if (peek() != '[') return mistake(begin, here_, "no rule is named; nothing is suppressed");
    return read_rules() ? read_rest() : std::move(result_);
  }

 private:
  char peek() const { return here_ < text_.size() ? text_[here_] : '\0'; }
  void skip_blanks() {
    while (peek() == ' ' || peek() == '\t') ++here_;
  }
  bool take(std::string_view word) {
    if (!text_.substr(here_).starts_with(word)) return false;
    here_ += word.size();
    return true;
  }
  Span span(std::size_t begin, std::size_t end) const {
    return {comment_.file, comment_.begin + static_cast<std::uint32_t>(begin),
            comment_.begin + static_cast<std::uint32_t>(end)};
  }
  std::optional<SuppressionComment> mistake(std::size_t begin, std::size_t end, std::string message,
                                            std::string_view help = form) {
    result_.mistake = {span(begin, end), std::move(message), std::string(help)};
    return std::move(result_);
  }

  /// From `[` to behind `]`.
  bool read_rules() {
    const std::size_t open = here_++;
    const std::size_t close = text_.find(']', here_);
    if (close == std::string_view::npos) {
      result_.mistake = {span(open, open + 1), "the list of rules has no `]`; nothing is suppressed",
                         std::string(form)};
      return false;
    }
    while (here_ < close) {
      skip_blanks();
      const std::size_t begin = std::min(here_, close);
      const std::size_t comma = std::min(text_.find(',', begin), close);
      std::size_t end = comma;
      while (end > begin && (text_[end - 1] == ' ' || text_[end - 1] == '\t')) --end;
      if (end > begin) result_.rules.push_back({std::string(text_.substr(begin, end - begin)), span(begin, end)});
      here_ = comma + 1;
    }
    here_ = close + 1;
    if (!result_.rules.empty()) return true;
    result_.mistake = {span(open, close + 1), "no rule is named; nothing is suppressed", std::string(form)};
    return false;
  }

  /// `until=` and the reason.
  std::optional<SuppressionComment> read_rest() {
    skip_blanks();
    if (const std::size_t begin = here_; take("until=")) {
      const std::size_t end = std::min(text_.find_first_of(" \t", here_), text_.size());
      result_.until = text_.substr(here_, end - here_);
      result_.until_span = span(begin, end);
      if (!is_date(result_.until)) {
        return mistake(begin, end, "`" + result_.until + "` is no day; nothing is suppressed",
                       "write the last day as `until=YYYY-MM-DD`");
      }
      here_ = end;
      skip_blanks();
    }
    std::string_view reason = text_.substr(here_);
    reason = reason.substr(0, reason.find_last_not_of(" \t") + 1);
    // Dashes alone are no reason; bytes past ASCII are letters of some language.
    const auto says_something = [](char c) {
      return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) > 127;
    };
    if (std::ranges::any_of(reason, says_something)) result_.reason = reason;
    return std::move(result_);
  }

  std::string_view text_;
  Span comment_;
  std::size_t here_ = 0;
  SuppressionComment result_;
};

}  // namespace

std::optional<SuppressionComment> read_suppression(const SourceFile& source, Span comment) {
  return Reader(source, comment).read();
}

}  // namespace mailu_lint
