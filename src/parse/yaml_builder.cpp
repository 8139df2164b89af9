#include "parse/yaml_builder.hpp"

#include <algorithm>
#include <optional>

#include <mailu_lint/rule_id.hpp>

namespace mailu_lint::yaml {
namespace {

/// The null that is written at `begin`, and nothing more: `~ x` is text.
std::string_view null_word(std::string_view text, Offset begin, Style context) {
  const auto stops = [context](char c) {
    return c == '\0' || is_line_end(c) || (context == Style::flow && is_flow_indicator(c));
  };
  for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
    if (text.substr(begin, word.size()) != word) continue;
    const Offset end = begin + static_cast<Offset>(word.size());
    const Offset next = skip_blanks(text, end);
    const char c = at(text, next);
    const bool colon = c == ':' && (is_blank(at(text, next + 1)) || stops(at(text, next + 1)));
    const bool comment = c == '#' && next > end;
    if (stops(c) || colon || comment) return word;
  }
  return {};
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

Span TreeBuilder::span(Offset begin, Offset end) const {
  const auto size = static_cast<Offset>(text_.size());
  return {tree_->file(), std::min(begin, size), std::min(end, size)};
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
              "the file has more than " + std::to_string(limits_.nodes) + " values; nothing is checked")
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

void TreeBuilder::name_anchor(Offset mark, std::string_view name) {
  check_anchor_name(mark, name);
  anchor_name_ = intern(name);
}

/// Nodes begin in the order of the file, whatever the parser makes of a broken one.
Offset TreeBuilder::in_order(Offset mark) const {
  return std::max(cursor_, std::min(mark, static_cast<Offset>(text_.size())));
}

TreeBuilder::Content TreeBuilder::content(Offset mark, Properties properties) const {
  mark = in_order(mark);
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
std::optional<Offset> TreeBuilder::explicit_null_end(Offset begin) const {
  const Style context = open_.empty() ? Style::block : tree_->nodes[open_.back().node].style;
  const std::string_view word = null_word(text_, begin, context);
  const Offset end = begin + static_cast<Offset>(word.size());
  if (word.empty() || begin < cursor_ || (role() != Role::key && colon_follows(text_, end))) return std::nullopt;
  return end;
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
  if (const auto end = explicit_null_end(where.begin)) {
    node.begin = node.text_begin = where.begin;
    node.end = *end;
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
  Node node{.begin = in_order(mark), .target = target, .kind = Kind::alias, .style = Style::plain};
  node.end = std::max(node.begin, std::min(name_end(text_, node.begin), static_cast<Offset>(text_.size())));
  if (target != no_node) node.anchor = tree_->nodes[target].anchor;
  const auto contains_alias = [&](const Frame& frame) { return frame.node == target; };
  if (std::ranges::any_of(open_, contains_alias)) {
    report_self_alias(node);
    node.target = no_node;  // so that nobody walks in circles
  }
  add(node, 0);
}

void TreeBuilder::report_self_alias(const Node& alias) {
  constexpr unsigned enough = 20;
  if (++self_aliases_ > enough) return;
  const std::string name = tree_->names[alias.anchor];
  const Offset target = tree_->nodes[alias.target].begin;
  findings_
      ->add(RuleId::alias_invalid, span(alias.begin, alias.end),
            "`*" + name + "` stands inside what `&" + name + "` names; docker refuses a value that contains itself")
      .also(span(target, target), "`&" + name + "` names what starts here")
      .help("write the value out here, or give another name to one of the two anchors");
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
        syntax_error(span(node.begin, node.begin + 1), "the quote opened here is never closed",
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

NodeId TreeBuilder::open_brackets() const {
  const auto in_brackets = [this](const Frame& frame) {
    const Node& node = tree_->nodes[frame.node];
    return node.style == Style::flow && at(text_, node.begin) == (node.kind == Kind::mapping ? '{' : '[');
  };
  const auto found = std::find_if(open_.rbegin(), open_.rend(), in_brackets);
  return found == open_.rend() ? no_node : found->node;
}

void TreeBuilder::report_too_deep(Offset where) {
  findings_
      ->add(RuleId::nesting_limit, span(where, where),
            "more than " + std::to_string(limits_.depth) + " levels of nesting; nothing is checked")
      .help("nest less deeply; compose files need fewer than ten levels");
}

}  // namespace mailu_lint::yaml
