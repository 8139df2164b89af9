#include "parse/yaml_builder.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <mailu_lint/rule_id.hpp>

namespace mailu_lint::yaml {
namespace {

std::string_view null_word(std::string_view text, Offset begin) {
  for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
    if (text.substr(begin, word.size()) != word) continue;
    const Offset end = begin + static_cast<Offset>(word.size());
    const bool colon = at(text, end) == ':' && (ends_word(at(text, end + 1)) || is_flow_indicator(at(text, end + 1)));
    if (colon || ends_word(at(text, end)) || is_flow_indicator(at(text, end))) return word;
  }
  return {};
}

/// The first line in [begin, end) that starts so. `begin` counts as the start of a line when it is `first`, too.
std::optional<Offset> line_starting(std::string_view text, Offset first, Offset begin, Offset end,
                                    std::string_view start) {
  for (Offset line = begin; line < end; line = line_end(text, line) + 1) {
    const bool at_line_start = line == first || is_line_end(text[line - 1]);
    if (at_line_start && text.substr(line, start.size()) == start) return line;
  }
  return std::nullopt;
}

Style quoted_style(char first) {
  switch (first) {
    case '"':
      return Style::double_quoted;
    case '\'':
      return Style::single_quoted;
    case '|':
      return Style::literal;
    case '>':
      return Style::folded;
    default:
      return Style::plain;
  }
}

}  // namespace

TreeBuilder::TreeBuilder(Tree& tree, std::string_view text, Offset start, const Limits& limits, Findings& findings)
    : tree_(&tree), text_(text), start_(start), limits_(limits), findings_(&findings), cursor_(start) {
  tree.nodes.reserve(text.size() / 14);  // bytes a node in real compose files
}

std::uint32_t TreeBuilder::intern(std::string_view name) {
  const auto [found, is_new] =
      interned_.try_emplace(std::string(name), static_cast<std::uint32_t>(tree_->names.size()));
  if (is_new) tree_->names.emplace_back(name);
  return found->second;
}

NodeId TreeBuilder::add(Node node, std::size_t anchor) {
  const auto id = static_cast<NodeId>(tree_->nodes.size());
  if (id >= limits_.nodes) {
    findings_
        ->add(RuleId::size_limit, span(node.begin, node.end),
              "the file has more than " + std::to_string(limits_.nodes) + " values; the rest is not checked")
        .help("split the file");
    throw StopParsing{};
  }
  if (anchor != 0) {
    node.anchor = anchor_name_;
    if (anchors_.size() <= anchor) anchors_.resize(anchor + 1, no_node);
    anchors_[anchor] = id;
  }
  link(id);
  if (node.kind == Kind::scalar) last_scalar_ = id;
  cursor_ = node.end;
  tree_->nodes.push_back(node);
  return id;
}

void TreeBuilder::link(NodeId id) {
  if (open_.empty()) {
    tree_->roots.push_back(id);
    tree_->document_starts.push_back(document_start_);
    return;
  }
  Frame& parent = open_.back();
  (parent.last_child == no_node ? tree_->nodes[parent.node].first_child : tree_->nodes[parent.last_child].next) = id;
  parent.last_child = id;
  if (parent.next == Role::key) {
    parent.key = id;
    parent.before_key = cursor_;
    parent.next = Role::value;
  } else if (parent.next == Role::value) {
    parent.next = Role::key;
  }
}

void TreeBuilder::start_document(Offset begin) {
  check_document_start(begin);
  ++documents_;
  anchors_.assign(1, no_node);
  document_start_ = begin;
  cursor_ = text_.substr(begin, 3) == "---" ? begin + 3 : begin;
}

void TreeBuilder::name_anchor(std::string_view name) {
  anchor_name_ = intern(name);
}

TreeBuilder::Content TreeBuilder::content(Offset mark, Properties properties) const {
  Content content{mark, mark};
  bool anchor = properties.anchor != 0;
  // yaml-cpp's tags for a node that has none: `!` for quoted and block scalars, `?` for all others.
  bool tag = !properties.tag.empty() && properties.tag != "?";
  while (anchor || tag) {
    const char sigil = at(text_, content.begin);
    if (sigil == '&' && anchor) {
      anchor = false;
      content.properties_end = name_end(text_, content.begin);
    } else if (sigil == '!' && tag) {
      tag = false;
      content.tagged = true;
      content.properties_end = tag_end(text_, content.begin);
    } else {
      break;
    }
    content.begin = skip_gap(text_, content.properties_end);
  }
  return content;
}

/// An absent value has the mark of the token after it, which may be a key that is spelt `null`.
bool TreeBuilder::explicit_null(Offset begin) const {
  const std::string_view word = null_word(text_, begin);
  if (word.empty() || begin < cursor_) return false;
  return role() == Role::key || !colon_follows(text_, begin + static_cast<Offset>(word.size()));
}

/// The end of the `:`, `-` or `?` that an absent node stands behind; of what stands before it when there is none.
Offset TreeBuilder::behind_indicator() const {
  Offset here = skip_gap(text_, cursor_);
  switch (role()) {
    case Role::value:
      return at(text_, here) == ':' ? here + 1 : cursor_;
    case Role::item:
      return at(text_, here) == '-' || at(text_, here) == ',' ? here + 1 : cursor_;
    case Role::key:
      if (at(text_, here) == ',') here = skip_gap(text_, here + 1);
      return at(text_, here) == '?' ? here + 1 : here;
    case Role::root:
      return cursor_;
  }
  return cursor_;
}

void TreeBuilder::null(Offset mark, std::size_t anchor) {
  const Content where = content(mark, {anchor, {}});
  Node node{.kind = Kind::scalar, .style = Style::plain};
  if (explicit_null(where.begin)) {
    node.begin = where.begin;
    node.end = node.begin + static_cast<Offset>(null_word(text_, node.begin).size());
    node.text_begin = node.begin;
    node.text_size = node.end - node.begin;
  } else {
    if (anchor == 0) {
      if (open_.empty()) return;  // an empty document
      check_absent_node(mark);
    }
    node.style = Style::implicit;
    node.begin = node.end = node.text_begin = anchor != 0 ? where.properties_end : behind_indicator();
  }
  add(node, anchor);
}

void TreeBuilder::alias(Offset mark, std::size_t anchor) {
  const NodeId target = anchor < anchors_.size() ? anchors_[anchor] : no_node;
  Node node{.begin = mark, .end = name_end(text_, mark), .target = target, .kind = Kind::alias, .style = Style::plain};
  if (target != no_node) node.anchor = tree_->nodes[target].anchor;
  const auto contains_alias = [&](const Frame& frame) { return frame.node == target; };
  if (std::ranges::any_of(open_, contains_alias)) {
    const std::string name = tree_->names[node.anchor];
    findings_
        ->add(RuleId::alias_invalid, span(node.begin, node.end),
              "`*" + name + "` stands inside what `&" + name + "` names; docker refuses a value that contains itself")
        .also(span(tree_->nodes[target].begin, tree_->nodes[target].begin), "`&" + name + "` names what starts here")
        .help("write the value out here, or give another name to one of the two anchors");
    node.target = no_node;  // so that nobody walks in circles
  }
  add(node, 0);
}

/// A tag without a value: what stands behind it on a later line may be the next key.
bool TreeBuilder::empty_scalar(const Content& where) const {
  const char first = at(text_, where.begin);
  if (first == '|' || first == '>') return false;
  if (first != '"' && first != '\'') return true;
  if (where.begin <= line_end(text_, where.properties_end)) return false;
  const auto end = quoted_end(text_, where.begin);
  return end && colon_follows(text_, *end);
}

void TreeBuilder::set_text(Node& node, Offset begin, Offset end, std::string_view value) {
  node.text_size = static_cast<std::uint32_t>(value.size());
  node.text_begin = begin;
  if (tree_->source().text({tree_->file(), begin, end}) == value) return;
  node.in_heap = true;
  node.text_begin = static_cast<std::uint32_t>(tree_->heap.size());
  tree_->heap += value;
}

void TreeBuilder::scalar(Offset mark, Properties properties, std::string_view value) {
  const Content where = content(mark, properties);
  Node node{.begin = where.begin, .kind = Kind::scalar};
  if (where.tagged) node.tag = intern(properties.tag);
  node.style = properties.tag == "?" ? Style::plain : quoted_style(at(text_, node.begin));
  if (value.empty() && empty_scalar(where)) {
    node.style = Style::implicit;
    node.begin = node.end = node.text_begin = where.properties_end;
    add(node, properties.anchor);
    return;
  }
  switch (node.style) {
    case Style::single_quoted:
    case Style::double_quoted: {
      const auto end = quoted_end(text_, node.begin);
      if (!end) {
        syntax_error(span(node.begin, node.begin + 1),
                     "the quote opened here is never closed; it takes in the rest of the file",
                     "close the quote at the end of the value");
      }
      node.end = *end;
      set_text(node, node.begin + 1, node.end - 1, value);
      break;
    }
    case Style::literal:
    case Style::folded:
      node.end = block_scalar_end(text_, node.begin, value);
      set_text(node, node.begin, node.end, value);
      break;
    default:
      node.end = plain_end(text_, node.begin, value);
      set_text(node, node.begin, node.end, value);
  }
  add(node, properties.anchor);
}

void TreeBuilder::start_collection(Kind kind, Offset mark, Properties properties, Style style) {
  const Content where = content(mark, properties);
  const Offset begin = where.begin;
  if (open_.size() >= limits_.depth) {
    report_too_deep(begin);
    throw StopParsing{};
  }
  Node node{.begin = begin, .end = begin, .kind = kind, .style = style};
  if (where.tagged) node.tag = intern(properties.tag);
  const NodeId id = add(node, properties.anchor);
  open_.push_back({.node = id, .next = kind == Kind::mapping ? Role::key : Role::item});
  const char opening = kind == Kind::mapping ? '{' : '[';
  cursor_ = style == Style::flow && at(text_, begin) == opening ? begin + 1 : begin;
}

void TreeBuilder::close() {
  const NodeId id = open_.back().node;
  open_.pop_back();
  tree_->nodes[id].end = cursor_;
  if (tree_->nodes[id].kind == Kind::mapping) check_duplicate_keys(*tree_, id, *findings_);
}

void TreeBuilder::end_collection() {
  const Node& node = tree_->nodes[open_.back().node];
  if (node.style == Style::flow) {
    Offset here = skip_gap(text_, cursor_);
    while (at(text_, here) == ',' || at(text_, here) == ':' || at(text_, here) == '?') here = skip_gap(text_, here + 1);
    // A pair in a flow sequence, `[a: b]`, is a mapping without brackets.
    if (at(text_, here) == (node.kind == Kind::mapping ? '}' : ']')) cursor_ = here + 1;
  }
  close();
}

void TreeBuilder::close_all() {
  while (!open_.empty()) {
    if (role() == Role::value) {
      link(static_cast<NodeId>(tree_->nodes.size()));
      tree_->nodes.push_back({.begin = cursor_, .end = cursor_, .kind = Kind::scalar, .style = Style::implicit});
    }
    close();
  }
}

void TreeBuilder::report_too_deep(Offset where) {
  findings_
      ->add(RuleId::nesting_limit, span(where, where),
            "more than " + std::to_string(limits_.depth) + " levels of nesting; the rest of the file is not checked")
      .help("nest less deeply; compose files need fewer than ten levels");
}

void TreeBuilder::syntax_error(Span where, std::string message, std::string help) {
  findings_->add(RuleId::yaml_syntax, where, std::move(message)).help(std::move(help));
  throw StopParsing{};
}

void TreeBuilder::check_directives(Offset begin) {
  const auto directive = line_starting(text_, start_, cursor_, begin, "%YAML");
  if (!directive) return;
  const Offset end = line_end(text_, *directive);
  const std::string_view version = text_.substr(*directive + 5, end - *directive - 5);
  if (version.find("1.1") != std::string_view::npos) return;
  findings_
      ->add(RuleId::yaml_syntax, span(*directive, end),
            "docker reads YAML 1.1 only and refuses a file that says otherwise")
      .help("remove the line");
}

/// yaml-cpp starts a new document at whatever stands behind the end of one, for ever at the same place if need be.
void TreeBuilder::check_document_start(Offset begin) {
  check_directives(begin);
  if (documents_ == 0) return;
  if (text_.substr(begin, 3) != "---" && !line_starting(text_, start_, cursor_, begin, "...")) {
    syntax_error(span(begin, line_end(text_, begin)), "this belongs to nothing above; the document has ended before it",
                 "indent the line like its neighbours");
  }
  if (documents_ >= limits_.documents) {
    findings_
        ->add(RuleId::size_limit, span(begin, begin + 3),
              "the file has more than " + std::to_string(limits_.documents) + " documents; the rest is not checked")
        .help("split the file");
    throw StopParsing{};
  }
}

/// What yaml-cpp takes for an absent value though docker sees a mistake: a key without its colon, `[a,, b]`, `{,}`.
void TreeBuilder::check_absent_node(Offset mark) {
  const Frame& parent = open_.back();
  if (tree_->nodes[parent.node].style != Style::flow) {
    if (parent.next != Role::value) return;
    if (at(text_, skip_gap(text_, cursor_)) == ':' || at(text_, skip_gap(text_, parent.before_key)) == '?') return;
    const Node& key = tree_->nodes[parent.key];
    syntax_error(span(key.begin, key.end), "there is no `:` behind this key",
                 "write `key: value`, or indent the line if it belongs to the value above");
  }
  const bool empty_item = parent.next == Role::item;
  const bool empty_pair = parent.next == Role::key && at(text_, mark) == ',';
  if (empty_item || empty_pair) {
    syntax_error(span(mark, mark + 1), "there is nothing before this comma", "remove the comma");
  }
}

}  // namespace mailu_lint::yaml
