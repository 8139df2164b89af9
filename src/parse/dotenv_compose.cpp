// docker compose's dotenv, as compose-go 2.9.1 (docker compose 2.40) reads it; unchanged up to its HEAD of July 2026.
// Its oddities are kept on purpose: a name on a last line without line end is a value without a name, `A= # x` is not
// empty, what stands behind a closing quote is the next assignment.
#include <algorithm>
#include <array>
#include <vector>

#include <mailu_lint/rule_id.hpp>

#include "mailu/catalog.hpp"
#include "parse/characters.hpp"
#include "parse/dotenv_reader.hpp"
#include "resolve/variables_report.hpp"

namespace mailu_lint {
namespace {

// Blanks around names and `=`: Go's spaces without the line ends.
bool is_blank(char32_t c) {
  return c == '\t' || c == '\v' || c == '\f' || c == '\r' || c == ' ' || c == 0x85 || c == 0xA0;
}

std::size_t skip_blanks(std::string_view text, std::size_t pos) {
  while (pos < text.size()) {
    const Character c = character_at(text, pos);
    if (!is_blank(c.value)) break;
    pos += c.size;
  }
  return pos;
}

/// A value with its escapes resolved, and where each byte of it came from.
class Unquoted {
 public:
  void add(char c, std::size_t from) {
    text_ += c;
    from_.push_back(static_cast<std::uint32_t>(from));
  }
  void add(std::string_view bytes, std::size_t from) {
    for (const char c : bytes) add(c, from);
  }
  const std::string& text() const { return text_; }
  std::uint32_t begin_of(std::uint32_t offset) const { return from_[offset]; }
  std::uint32_t end_of(std::uint32_t offset) const { return from_[offset - 1] + 1; }

 private:
  std::string text_;
  std::vector<std::uint32_t> from_;
};

bool is_octal(char c) {
  return c >= '0' && c <= '7';
}

// `\0` and up to three digits. With three octal ones that make a byte: that character, as UTF-8. Else compose only
// takes the 0 away. Gives how many bytes behind the backslash were read.
std::size_t add_octal(std::string_view source, std::size_t backslash, Unquoted& out) {
  std::size_t digits = 0;
  const auto digit = [&](std::size_t i) { return source[backslash + 2 + i]; };
  while (digits < 3 && backslash + 2 + digits < source.size() && digit(digits) >= '0' && digit(digits) <= '9') ++digits;
  const bool octal = digits == 3 && is_octal(digit(0)) && is_octal(digit(1)) && is_octal(digit(2)) && digit(0) <= '3';
  if (!octal) {
    out.add('\\', backslash);
    for (std::size_t i = 0; i < digits; ++i) out.add(digit(i), backslash + 2 + i);
    return 1 + digits;
  }
  const auto value = static_cast<unsigned>((digit(0) - '0') * 64 + (digit(1) - '0') * 8 + (digit(2) - '0'));
  if (value < 0x80) {
    out.add(static_cast<char>(value), backslash);
  } else {
    out.add(static_cast<char>(0xC0U | (value >> 6U)), backslash);
    out.add(static_cast<char>(0x80U | (value & 0x3FU)), backslash);
  }
  return 4;
}

// What stands behind a backslash in double quotes. Gives how many bytes of it were read.
std::size_t add_escape(std::string_view source, std::size_t backslash, Unquoted& out) {
  constexpr std::string_view letters = "abfnrtv\\\"";
  constexpr std::string_view meanings = "\a\b\f\n\r\t\v\\\"";
  const char c = source[backslash + 1];
  if (c == '0') return add_octal(source, backslash, out);
  if (const std::size_t at = letters.find(c); at != std::string_view::npos) {
    out.add(meanings[at], backslash);
  } else if (c == '$') {
    out.add("$$", backslash);  // interpolation makes one of it
  } else {
    out.add('\\', backslash);
    out.add(c, backslash + 1);
  }
  return 1;
}

class ComposeReader {
 public:
  explicit ComposeReader(EnvReader& reader)
      : reader_(reader),
        text_(reader.text),
        known_(&reader.earlier, &reader.first),
        report_(Dialect::compose, reader.findings) {}

  void read() {
    std::size_t pos = next_statement(skip_mark(text_));
    while (pos < text_.size()) pos = next_statement(read_statement(pos));
    report_.finish();
  }

 private:
  struct Name {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t behind = 0;  // what follows `=`, `:` or the line end
    enum class Ends : std::uint8_t { value, line, text } ends{};
  };

  std::size_t next_statement(std::size_t pos) const {
    pos = skip_spaces(text_, pos);
    while (pos < text_.size() && text_[pos] == '#') pos = skip_spaces(text_, line_end(pos));
    return pos;
  }

  std::size_t line_end(std::size_t pos) const { return std::min(text_.find('\n', pos), text_.size()); }

  /// Gives where the next statement may begin.
  std::size_t read_statement(std::size_t pos) {
    constexpr std::string_view exported = "export";
    if (text_.substr(pos).starts_with(exported)) {
      const std::size_t keyword_end = pos + exported.size();
      constexpr std::string_view separators = "\t\n\f\r ";
      if (keyword_end < text_.size() && separators.find(text_[keyword_end]) != std::string_view::npos) {
        const std::size_t name = skip_blanks(text_, keyword_end);
        if (name == text_.size()) {
          reader_.refuse(reader_.span(pos, keyword_end),
                         "`export` has no name behind it; docker compose refuses the file", "remove the line");
          return name;
        }
        pos = name;
      }
    }
    const std::optional<Name> name = read_name(pos);
    if (!name) return line_end(pos);
    const std::string_view name_text = text_.substr(name->begin, name->end - name->begin);
    const Span name_span = reader_.span(name->begin, name->end);
    if (name_text.find(' ') != std::string_view::npos) {
      reader_.refuse(name_span, "there is a blank in the name; docker compose refuses the file", "write NAME=value");
      return line_end(pos);
    }
    switch (name->ends) {
      case Name::Ends::line:
        reader_.inherit(name_text, name_span);
        return name->behind;
      case Name::Ends::text:
        reader_.findings
            .add(RuleId::env_syntax, reader_.span(pos, text_.size()),
                 "the last line has no `=` and no line end; docker compose takes it for a value without a name")
            .severity(Severity::warning)
            .help("write NAME=value, or end the line");
        return read_value({}, reader_.span(pos, pos), pos);
      case Name::Ends::value:
        break;
    }
    return read_value(name_text, name_span, skip_blanks(text_, name->behind));
  }

  std::optional<Name> read_name(std::size_t begin) {
    for (std::size_t pos = begin; pos < text_.size();) {
      const Character c = character_at(text_, pos);
      if (c.value == '=' || c.value == ':' || c.value == '\n') {
        return Name{.begin = begin,
                    .end = trim_spaces(text_, begin, pos),
                    .behind = pos + 1,
                    .ends = c.value == '\n' ? Name::Ends::line : Name::Ends::value};
      }
      constexpr std::u32string_view signs = U"_.-[]";
      if (!is_blank(c.value) && signs.find(c.value) == std::u32string_view::npos && !is_letter_or_number(c.value)) {
        refuse_character(pos, c);
        return std::nullopt;
      }
      pos += c.size;
    }
    return Name{.begin = begin, .end = begin, .behind = begin, .ends = Name::Ends::text};
  }

  void refuse_character(std::size_t pos, Character c) {
    const bool printable = c.valid && c.value > ' ' && (c.value < 0x7F || c.value > 0xA0);
    reader_.refuse(reader_.span(pos, pos + c.size),
                   (printable ? "`" + std::string(text_.substr(pos, c.size)) + "`" : "this byte") +
                       " cannot stand in a name; docker compose refuses the file",
                   "write NAME=value, the name of letters, digits and `_`");
  }

  std::size_t read_value(std::string_view name, Span name_span, std::size_t pos) {
    EnvEntry entry{.name = std::string(name), .name_span = name_span};
    if (pos < text_.size() && text_[pos] == '\'') return read_single_quoted(std::move(entry), pos);
    if (pos < text_.size() && text_[pos] == '"') return read_double_quoted(std::move(entry), pos);
    const std::size_t line = line_end(pos);
    const std::size_t comment = text_.substr(0, line).find(" #", pos);
    const std::size_t end = trim_spaces(text_, pos, std::min(comment, line));
    interpolate_value(std::move(entry), text_.substr(pos, end - pos), reader_.span(pos, end),
                      [&](std::uint32_t from, std::uint32_t to) { return reader_.span(pos + from, pos + to); });
    return std::min(line + 1, text_.size());
  }

  std::size_t read_single_quoted(EnvEntry entry, std::size_t quote) {
    std::string value;
    for (std::size_t pos = quote + 1; pos < text_.size(); ++pos) {
      if (text_[pos] == '\'') {
        entry.quoting = EnvEntry::Quoting::single_quotes;
        entry.value = Text(std::move(value), reader_.span(quote, pos + 1));
        keep(std::move(entry));
        return pos + 1;
      }
      if (text_[pos] == '\\' && pos + 1 < text_.size()) {
        if (text_[pos + 1] != '\'') value += '\\';
        ++pos;
      }
      value += text_[pos];
    }
    return refuse_quote(quote);
  }

  std::size_t read_double_quoted(EnvEntry entry, std::size_t quote) {
    Unquoted value;
    for (std::size_t pos = quote + 1; pos < text_.size(); ++pos) {
      if (text_[pos] == '"') {
        entry.quoting = EnvEntry::Quoting::double_quotes;
        interpolate_value(std::move(entry), value.text(), reader_.span(quote, pos + 1),
                          [&](std::uint32_t from, std::uint32_t to) {
                            return Span{reader_.file, value.begin_of(from), value.end_of(to)};
                          });
        return pos + 1;
      }
      if (text_[pos] == '\\' && pos + 1 < text_.size()) {
        pos += add_escape(text_, pos, value);
      } else {
        value.add(text_[pos], pos);
      }
    }
    return refuse_quote(quote);
  }

  // Once a kind of quote is not closed, no later one of that kind can be open: this scan to the end happens twice at
  // most.
  std::size_t refuse_quote(std::size_t quote) {
    reader_.refuse(reader_.span(quote, quote + 1), "this quote is never closed; docker compose refuses the file",
                   "close the quote");
    return line_end(quote);
  }

  void interpolate_value(EnvEntry entry, std::string_view written, Span span, const VariablesReport::Place& place) {
    Interpolated result = interpolate(written, Dialect::compose, known_);
    report_.add(result, span, place, entry.name);
    if (result.error) reader_.content.valid = false;
    std::vector<Via> via;
    for (const VariableUse& use : result.uses) {
      if (use.set) {
        via.push_back({Via::Kind::variable, use.name, use.set_at});
      } else if (use.braced || !is_secret(entry.name)) {
        // `pa$word`: the name may be a part of a password, and messages tell names.
        via.push_back({use.defaulted ? Via::Kind::variable : Via::Kind::unset_variable, use.name,
                       use.defaulted ? Span{} : place(use.begin, use.end), use.defaulted});
      }
    }
    const bool put_in = !result.uses.empty();
    if (put_in && !reader_.afford(result.text.size(), span)) result = {.known = false};
    entry.value = Text(std::move(result.text), span, std::move(via), result.known);
    keep(std::move(entry));
  }

  void keep(EnvEntry entry) {
    known_.set(entry.name, {entry.value.docker_value(), entry.value.span(), entry.value.known()});
    reader_.content.entries.push_back(std::move(entry));
  }

  EnvReader& reader_;
  std::string_view text_;
  Variables known_;
  VariablesReport report_;
};

}  // namespace

void read_compose(EnvReader& reader) {
  ComposeReader(reader).read();
}

}  // namespace mailu_lint
