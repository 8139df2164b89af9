// What yaml-cpp takes silently though docker refuses it, or reads something else. Without these checks one broken file
// in fifteen passes; with them one in four hundred.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <mailu_lint/rule_id.hpp>

#include "parse/yaml_builder.hpp"

namespace mailu_lint::yaml {
namespace {

/// The first line in [begin, end) that starts so. `begin` counts as the start of a line when it is `first`, too.
std::optional<Offset> line_starting(std::string_view text, Offset first, Offset begin, Offset end,
                                    std::string_view start) {
  for (Offset line = begin; line < end; line = line_end(text, line) + 1) {
    const bool at_line_start = line == first || is_line_end(text[line - 1]);
    if (at_line_start && text.substr(line, start.size()) == start) return line;
  }
  return std::nullopt;
}

bool in_anchor_name(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

}  // namespace

void TreeBuilder::syntax_error(Span where, std::string message, std::string help) {
  findings_->add(RuleId::yaml_syntax, where, std::move(message) + "; docker refuses the file").help(std::move(help));
  throw StopParsing{};
}

void TreeBuilder::check_directives(Offset begin) {
  const auto directive = line_starting(text_, start_, cursor_, begin, "%YAML");
  if (!directive) return;
  const Offset end = line_end(text_, *directive);
  const std::string_view version = text_.substr(*directive + 5, end - *directive - 5);
  if (version.find("1.1") != std::string_view::npos) return;
  tree_->refused_ = true;
  findings_
      ->add(RuleId::yaml_syntax, span(*directive, end),
            "`%YAML` asks for another version than 1.1; docker refuses the file")
      .help("remove the line");
}

/// go-yaml's rule for names is narrower than yaml-cpp's. What ends a name there but not here is left alone.
void TreeBuilder::check_anchor_name(Offset mark, std::string_view name) {
  const auto wrong = std::ranges::find_if_not(name, in_anchor_name);
  constexpr std::string_view ends_name = "?:,]}%@`";
  if (wrong == name.end() || (wrong != name.begin() && ends_name.find(*wrong) != std::string_view::npos)) return;
  const auto anchor = static_cast<Offset>(std::min(text_.find('&', mark), text_.size()));
  syntax_error(span(anchor, name_end(text_, anchor)), "`&" + std::string(name) + "` is no name for an anchor",
               "use letters, digits, `-` and `_`, or quote the value if it is text");
}

/// yaml-cpp starts a new document at whatever stands behind the end of one, for ever at the same place if need be.
void TreeBuilder::check_document_start(Offset begin) {
  check_directives(begin);
  if (documents_ == 0) return;
  const bool marker = text_.substr(begin, 3) == "---" && ends_word(at(text_, begin + 3));
  if (!marker || !is_line_end(text_[begin - 1])) {
    findings_
        ->add(RuleId::yaml_syntax, span(begin, line_end(text_, begin)),
              "the document ends before this; compose refuses the file, a stack leaves the rest out")
        .help("indent the line like its neighbours; a second document starts with a line `---`");
    throw StopParsing{};
  }
  if (documents_ >= limits_.documents) {
    findings_
        ->add(RuleId::size_limit, span(begin, begin + 3),
              "the file has more than " + std::to_string(limits_.documents) + " documents; nothing is checked")
        .help("split the file");
    throw StopParsing{};
  }
}

/// What yaml-cpp takes for an absent node though docker sees a mistake: `key` without its colon, `: value`, `[a,, b]`.
void TreeBuilder::check_absent_node(Offset mark) {
  const Frame& parent = open_.back();
  const bool flow = tree_->nodes[parent.node].style == Style::flow;
  const char next = at(text_, skip_gap(text_, cursor_));
  if (flow && parent.next == Role::item) {
    syntax_error(span(mark, mark + 1), "there is nothing before this comma", "remove the comma");
  }
  if (parent.next == Role::key && at(text_, mark) == ',') {
    syntax_error(span(mark, mark + 1), "there is nothing before this comma", "remove the comma");
  }
  if (parent.next == Role::key && at(text_, mark) == ':' && next != '?') {
    syntax_error(span(mark, mark + 1), "there is no key before this colon", "write `key: value`");
  }
  if (parent.next == Role::value && !flow && next != ':' && at(text_, skip_gap(text_, parent.before_key)) != '?') {
    const Node& key = tree_->nodes[parent.key];
    syntax_error(span(key.begin, key.end), "there is no `:` behind this key",
                 "write `key: value`, or indent the line if it belongs to the value above");
  }
}

}  // namespace mailu_lint::yaml
