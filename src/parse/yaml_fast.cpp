#include "parse/yaml_fast.hpp"

#include <algorithm>
#include <vector>

namespace mailu_lint::yaml {
namespace {

/// Something that the short way does not know.
struct GiveUp {};

/// yaml-cpp's tags for scalars and collections that have none.
constexpr std::string_view plain_tag = "?";
constexpr std::string_view quoted_tag = "!";

constexpr Offset longest_key = 1000;        // yaml-cpp takes 1024 bytes at most
constexpr Offset longest_line = 64 * 1024;  // yaml-cpp is stopped at so many brackets, commas and colons in one value

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// What a plain scalar may begin with, here: less than YAML allows.
bool begins_plain(char first, char second) {
  constexpr std::string_view harmless = "_./$~(<";
  constexpr std::string_view behind_dash = "-./$_";
  if (first == '-') return is_letter_or_digit(second) || behind_dash.find(second) != std::string_view::npos;
  return is_letter_or_digit(first) || harmless.find(first) != std::string_view::npos;
}

bool is_null(std::string_view word) {
  return word == "~" || word == "null" || word == "Null" || word == "NULL";
}

class FastReader {
 public:
  FastReader(TreeBuilder& builder, std::string_view text, Offset start)
      : builder_(&builder), text_(text), next_(start) {}

  void read_document() {
    if (!next_line()) give_up();
    builder_->start_document(here_);
    if (is_marker("---")) {
      here_ += 3;
      expect_line_end();
      if (!next_line()) give_up();
    }
    do {
      if (is_marker("---") || is_marker("...")) give_up();
      close_to(column());
      read_line();
    } while (next_line());
    while (!open_.empty()) close();
  }

 private:
  /// A block collection that is not yet ended. `absent`: its last key or dash has no value yet.
  struct Open {
    Kind kind{};
    Offset column = 0;
    bool absent = false;
  };
  struct Scalar {
    Offset begin = 0;
    Offset end = 0;
    bool quoted = false;
  };

  [[noreturn]] static void give_up() { throw GiveUp{}; }

  Offset column() const { return here_ - line_; }
  /// The character at `offset`, '\0' from the end of the line on.
  char at_offset(Offset offset) const { return offset < stop_ ? text_[offset] : '\0'; }
  char peek() const { return at_offset(here_); }
  bool space_or_end(Offset offset) const { return offset >= stop_ || text_[offset] == ' '; }
  bool is_item() const { return peek() == '-' && space_or_end(here_ + 1); }
  bool is_colon() const { return peek() == ':' && space_or_end(here_ + 1); }
  bool opens_brackets() const { return peek() == '[' || peek() == '{'; }
  bool is_marker(std::string_view marker) const {
    return column() == 0 && text_.substr(here_, 3) == marker && ends_word(at(text_, here_ + 3));
  }

  void skip_spaces() {
    while (peek() == ' ') ++here_;
  }

  /// Goes to the next line that is more than blank and comment; to the end of the text, and gives false, if none is.
  bool next_line() {
    while (next_ < text_.size()) {
      line_ = here_ = next_;
      stop_ = static_cast<Offset>(std::min(text_.find('\n', line_), text_.size()));
      next_ = stop_ + 1;
      if (stop_ - line_ > longest_line) give_up();
      if (stop_ > line_ && text_[stop_ - 1] == '\r') --stop_;
      skip_spaces();
      if (here_ < stop_ && peek() != '#') return true;
    }
    line_ = here_ = stop_ = static_cast<Offset>(text_.size());
    return false;
  }

  /// Passes over blanks; true when nothing but a comment is left of the line.
  bool line_is_over() {
    const Offset before = here_;
    skip_spaces();
    return here_ == stop_ || (peek() == '#' && here_ > before);
  }
  void expect_line_end() {
    if (!line_is_over()) give_up();
  }

  /// Ends the collections that a line of this indentation is not in. A sequence may stand as far left as its key.
  void close_to(Offset column) {
    const auto is_over = [&](const Open& open) {
      return open.column > column || (open.column == column && open.kind == Kind::sequence && !is_item());
    };
    while (!open_.empty() && is_over(open_.back())) close();
  }
  void close() {
    say_if_absent(here_);
    builder_->end_collection();
    open_.pop_back();
  }
  void say_if_absent(Offset next_token) {
    if (open_.back().absent) builder_->null(next_token, 0);
  }

  /// A key or dash begins at `begin`: one more of the innermost collection, or the first of a new one.
  void begin_entry(Kind kind, Offset begin) {
    const Offset column = begin - line_;
    if (!open_.empty() && open_.back().kind == kind && open_.back().column == column) {
      say_if_absent(begin);
    } else {
      take_place(kind, column);
      builder_->start_collection(kind, begin, {0, plain_tag}, Style::block);
      open_.push_back({kind, column});
    }
    open_.back().absent = true;
  }

  /// A new collection is the root, or the value that is still absent.
  void take_place(Kind kind, Offset column) {
    if (open_.empty()) {
      if (has_root_) give_up();
      has_root_ = true;
      return;
    }
    Open& around = open_.back();
    const bool as_far_left = kind == Kind::sequence && around.kind == Kind::mapping && column == around.column;
    if (!around.absent || (column <= around.column && !as_far_left)) give_up();
    around.absent = false;
  }

  void read_line() {
    bool line_start = true;
    for (; is_item(); line_start = false) {
      begin_entry(Kind::sequence, here_);
      ++here_;
      if (line_is_over()) return;
    }
    if (!opens_brackets()) {
      const Scalar first = scan_scalar(Style::block);
      if (is_colon()) {
        read_entry(first);
        return;
      }
      here_ = first.begin;
    }
    if (line_start) give_up();
    read_value();
  }

  void read_entry(const Scalar& key) {
    begin_entry(Kind::mapping, key.begin);
    tell_key(key);
    if (!line_is_over()) read_value();
  }

  void tell_key(const Scalar& key) {
    if (key.end - key.begin > longest_key) give_up();
    tell(key);
    ++here_;  // the colon
  }

  void read_value() {
    open_.back().absent = false;
    read_node(Style::block);
    expect_line_end();
  }

  void read_node(Style context) {
    if (opens_brackets()) {
      read_brackets();
    } else {
      tell(scan_scalar(context));
    }
  }

  void read_brackets() {
    const bool mapping = peek() == '{';
    const char closing = mapping ? '}' : ']';
    builder_->start_collection(mapping ? Kind::mapping : Kind::sequence, here_, {0, plain_tag}, Style::flow);
    ++here_;
    skip_spaces();
    for (bool more = peek() != closing; more;) {
      if (mapping) read_key_in_brackets();
      read_node(Style::flow);
      skip_spaces();
      more = peek() == ',';
      if (!more && peek() != closing) give_up();
      if (more) ++here_;
      skip_spaces();
    }
    ++here_;
    builder_->end_collection();
  }

  void read_key_in_brackets() {
    const Scalar key = scan_scalar(Style::flow);
    if (!is_colon()) give_up();
    tell_key(key);
    skip_spaces();
  }

  void tell(const Scalar& scalar) {
    const std::string_view source = text_.substr(scalar.begin, scalar.end - scalar.begin);
    if (scalar.quoted) {
      builder_->scalar(scalar.begin, {0, quoted_tag}, source.substr(1, source.size() - 2));
    } else if (is_null(source)) {
      builder_->null(scalar.begin, 0);
    } else {
      builder_->scalar(scalar.begin, {0, plain_tag}, source);
    }
  }

  /// The scalar that begins here; goes to its end.
  Scalar scan_scalar(Style context) {
    const Offset begin = here_;
    const bool quoted = peek() == '"' || peek() == '\'';
    here_ = quoted ? quotes_end() : word_end(context);
    return {begin, here_, quoted};
  }

  /// Behind the closing quote.
  Offset quotes_end() const {
    const char quote = peek();
    for (Offset i = here_ + 1; i < stop_; ++i) {
      if (text_[i] == '\\' && quote == '"') give_up();
      if (text_[i] != quote) continue;
      if (at_offset(i + 1) == quote) give_up();  // a quote in quotes, or a mistake
      return i + 1;
    }
    give_up();
  }

  /// Behind the last character of a plain scalar.
  Offset word_end(Style context) const {
    if (!begins_plain(peek(), at_offset(here_ + 1))) give_up();
    Offset end = here_;
    for (Offset i = here_; i < stop_; ++i) {
      const char c = text_[i];
      if (c == ' ') continue;
      if (c == '\t') give_up();
      if (c == '#' && text_[i - 1] == ' ') break;
      if (c == ':' && space_or_end(i + 1)) break;
      if (context == Style::flow) {
        if (is_flow_indicator(c)) break;
        if (c == '?' || (c == ':' && is_flow_indicator(at_offset(i + 1)))) give_up();
      }
      end = i + 1;
    }
    return end;
  }

  TreeBuilder* builder_;
  std::string_view text_;
  Offset next_;      ///< the line after this one
  Offset line_ = 0;  ///< where this line begins
  Offset here_ = 0;  ///< what is read next
  Offset stop_ = 0;  ///< where this line ends
  bool has_root_ = false;
  std::vector<Open> open_;
};

}  // namespace

bool read_fast(TreeBuilder& builder, std::string_view text, Offset start) {
  try {
    FastReader(builder, text, start).read_document();
    return true;
  } catch (const GiveUp&) {
    return false;
  } catch (const StopParsing&) {
    return false;  // yaml-cpp meets the same, and what it says before counts
  }
}

}  // namespace mailu_lint::yaml
