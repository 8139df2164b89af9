#include "parse/yaml_messages.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include <mailu_lint/rule_id.hpp>

namespace mailu_lint::yaml {
namespace {

/// yaml-cpp's texts that need nothing but other words. A text stands for all that begin with it.
struct Wording {
  std::string_view parser;
  std::string_view message;
  std::string_view help;
};
constexpr Wording wordings[] = {
    {"illegal block entry", "a list cannot start here", "put each `- ` on a line of its own, below the key"},
    {"illegal flow end", "no bracket is open that this one could close", "remove it, or quote the value"},
    {"illegal document indicator in scalar", "a new document starts inside quotes that are still open",
     "close the quote above this line"},
    {"illegal tab when looking for indentation", "this line is indented with a tab", "indent with spaces"},
    {"illegal map key", "a key cannot start here", "put it on a line of its own"},
    {"unknown token", "an unquoted value cannot have this character here", "quote the value"},
    {"unknown escape character", "a backslash and this character mean nothing in double quotes",
     "write `\\\\` for a backslash, or use single quotes"},
    {"bad character found while scanning hex number", "this is no hexadecimal digit",
     "write as many digits as `\\x`, `\\u` or `\\U` needs: 2, 4 or 8"},
    {"invalid unicode", "this escape names no character", "write the character itself"},
    {"alias not found after *", "`*` starts an alias, but no name follows", "quote the value if the star is meant"},
    {"anchor not found after &", "`&` starts an anchor, but no name follows", "quote the value if it is text"},
    {"illegal character found while scanning alias", "this cannot stand in the name of an alias",
     "quote the value if the star is meant"},
    {"illegal character found while scanning anchor", "this cannot stand in the name of an anchor",
     "quote the value if it is text"},
    {"cannot assign multiple anchors", "the value has an anchor already", "remove one of the two"},
    {"cannot assign multiple tags", "the value has a tag already", "remove one of the two"},
    {"cannot set zero indentation", "a block of text cannot be indented by 0", "write 1 to 9, or leave it out"},
    {"unexpected character in block scalar", "text cannot follow `|` or `>` on the same line",
     "start the text on the next line"},
    {"YAML directives must", "`%YAML` needs a version", "remove the line"},
    {"bad YAML version", "`%YAML` has no valid version", "remove the line"},
    {"YAML major version too large", "`%YAML` asks for more than version 1.1", "remove the line"},
    {"repeated YAML directive", "`%YAML` is there already", "remove the line"},
    {"TAG directives must", "`%TAG` needs a handle and a prefix", "remove the line"},
    {"repeated TAG directive", "this `%TAG` is there already", "remove the line"},
    {"end of verbatim tag not found", "the tag that starts with `!<` has no `>`", "close it, or quote the value"},
    {"illegal character found while scanning tag handle", "this cannot stand in a tag",
     "quote the value if it is text"},
    {"tag handle with no suffix", "the tag has no name behind `!`", "quote the value if it is text"},
};

/// Has the parser come to the end of the file in search of something?
bool at_end(const ParserError& error) {
  return skip_gap(error.text, error.offset) >= error.text.size();
}

Offset line_start(std::string_view text, Offset offset) {
  while (offset > 0 && !is_line_end(text[offset - 1])) --offset;
  return offset;
}

bool same_line(std::string_view text, Offset begin, Offset end) {
  return line_end(text, std::min(begin, end)) >= std::max(begin, end);
}

/// The word at the offset: what the frame underlines.
Span word_at(const ParserError& error, FileId file) {
  Offset end = error.offset;
  while (!ends_word(at(error.text, end))) ++end;
  return {file, error.offset, end};
}

bool indented_with_tab(const ParserError& error) {
  const Offset begin = line_start(error.text, error.offset);
  const Offset end = skip_blanks(error.text, begin);
  return error.text.substr(begin, end - begin).find('\t') != std::string_view::npos;
}

class Reporter {
 public:
  Reporter(const ParserError& error, const Tree& tree, Findings& findings)
      : error_(&error), tree_(&tree), findings_(&findings) {}

  void report() {
    const std::string_view message = error_->message;
    if (message.starts_with("the referenced anchor is not defined")) return unknown_anchor();
    if (message == "end of map flow not found" || message == "end of sequence flow not found") return open_bracket();
    const bool misplaced = message == "end of map not found" || message == "end of sequence not found";
    if ((misplaced || message == "illegal map value") && indented_with_tab(*error_)) return tab();
    if (misplaced) return misplaced_text();
    if (message == "illegal map value") return misplaced_colon();
    const auto known = [&](const Wording& wording) { return message.starts_with(wording.parser); };
    const auto wording = std::ranges::find_if(wordings, known);
    if (wording == std::end(wordings)) {
      add(word(), "this is not valid YAML: " + std::string(message));
    } else {
      add(word(), std::string(wording->message)).help(std::string(wording->help));
    }
  }

 private:
  Span word() const { return word_at(*error_, tree_->file()); }
  FindingBuilder add(Span span, std::string message) {
    return findings_->add(RuleId::yaml_syntax, span, std::move(message) + "; docker refuses the file");
  }

  void tab() {
    const Offset begin = line_start(error_->text, error_->offset);
    add({tree_->file(), begin, skip_blanks(error_->text, begin)}, "this line is indented with a tab")
        .help("indent with spaces");
  }

  void unknown_anchor() {
    const Span alias{tree_->file(), error_->offset, name_end(error_->text, error_->offset)};
    const std::string name(tree_->source().text(alias));
    findings_
        ->add(RuleId::alias_invalid, alias,
              "`" + name + "` refers to an anchor that is not there; docker refuses the file")
        .help("define the anchor above this line and in the same file, or quote the value if the star is meant");
  }

  void open_bracket() {
    if (error_->open_brackets == no_node) return misplaced_text();
    const Node& open = tree_->nodes[error_->open_brackets];
    const Span bracket{tree_->file(), open.begin, open.begin + 1};
    const std::string closing = open.kind == Kind::mapping ? "`}`" : "`]`";
    if (at_end(*error_)) {
      add(bracket, "the bracket opened here is never closed").help("add " + closing);
    } else if (outside(open)) {
      add(bracket, "the bracket opened here is not closed before the next key")
          .also(word(), "read as part of the brackets")
          .help("add " + closing);
    } else {
      add(word(), "a `,` or " + closing + " is missing before this")
          .also(bracket, "the bracket opened here is still open")
          .help("separate the entries with `,`, and close the bracket with " + closing);
    }
  }

  /// Is the error in a later line that is indented no more than the line of the bracket?
  bool outside(const Node& bracket) const {
    const auto indent = [&](Offset offset) {
      const Offset begin = line_start(error_->text, offset);
      return skip_blanks(error_->text, begin) - begin;
    };
    return !same_line(error_->text, bracket.begin, error_->offset) && indent(error_->offset) <= indent(bracket.begin);
  }

  /// A quoted value of several lines that ends right before the error was most likely meant to end in its first line.
  bool quote_closed_late() {
    if (error_->last_scalar == no_node) return false;
    const Node& scalar = tree_->nodes[error_->last_scalar];
    const bool quoted = scalar.style == Style::double_quoted || scalar.style == Style::single_quoted;
    if (!quoted || same_line(error_->text, scalar.begin, scalar.end)) return false;
    if (!same_line(error_->text, scalar.end, error_->offset)) return false;
    add({tree_->file(), scalar.begin, scalar.begin + 1}, "the quote opened here is closed only on a later line")
        .also({tree_->file(), scalar.end - 1, scalar.end}, "closed here, where another one was meant to open")
        .help("close the quote at the end of its value");
    return true;
  }

  void misplaced_text() {
    if (quote_closed_late()) return;
    const char c = at(error_->text, error_->offset);
    const Node* last = error_->last_scalar == no_node ? nullptr : &tree_->nodes[error_->last_scalar];
    // The parser took the place for an absent value before it met what stands there.
    const bool absent = last && last->style == Style::implicit && last->end == error_->read_to;
    if (c == '*' && absent) {
      add(word(), "an alias cannot have an anchor or a tag of its own").help("remove one of the two");
    } else if (is_flow_indicator(c) && absent) {
      add(word(), "a value cannot start with this character").help("quote the value");
    } else if (last && same_line(error_->text, error_->read_to, error_->offset)) {
      add(word(), "this stands behind the end of the value").help("put quotes around the whole value, or remove it");
    } else {
      FindingBuilder finding = add(word(), "this line fits nothing above it");
      finding.help("indent it like its neighbours, or write `key: value` or `- item`");
      if (error_->open_collection == no_node) return;
      const Offset neighbour = tree_->nodes[error_->open_collection].begin;
      finding.also({tree_->file(), neighbour, neighbour}, "it could line up with this");
    }
  }

  void misplaced_colon() {
    if (quote_closed_late()) return;
    const Offset begin = line_start(error_->text, error_->offset);
    const std::string_view before = error_->text.substr(begin, error_->offset - begin);
    const Span colon = word();
    if (before.find(": ") != std::string_view::npos) {
      add(colon, "this is the second `:` of the line").help("quote the value if the colon belongs to it");
    } else {
      const Offset key = skip_blanks(error_->text, begin);
      add({tree_->file(), key, std::max(key, error_->offset)},
          "this line continues the value above it and then has a `:`")
          .help("indent it like its neighbours; if it is, the line above lacks its `:`");
    }
  }

  const ParserError* error_;
  const Tree* tree_;
  Findings* findings_;
};

}  // namespace

void report_bytes(const ByteProblem& problem, FileId file, Findings& findings) {
  const Span span{file, problem.begin, problem.end};
  const auto add = [&](std::string message, std::string help) {
    if (problem.others > 0) message += " (and " + std::to_string(problem.others) + " more)";
    findings.add(RuleId::yaml_syntax, span, message + "; docker refuses the file").help(std::move(help));
  };
  switch (problem.fault) {
    case ByteFault::utf16:
      return add("the file is UTF-16", "save it as UTF-8");
    case ByteFault::nul:
      return add("a NUL byte stands here: this is no text file", "give a YAML file");
    case ByteFault::control:
      return add("a control character stands here", "remove it");
    case ByteFault::invalid_utf8:
      return add("this byte is not UTF-8", "save the file as UTF-8");
  }
}

void report_syntax_error(const ParserError& error, const Tree& tree, Findings& findings) {
  Reporter(error, tree, findings).report();
}

}  // namespace mailu_lint::yaml
