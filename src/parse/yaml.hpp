// A YAML file as a located tree: every scalar, key and collection with its start and end, style, tag and anchor;
// aliases as references; comments. No type is resolved, nothing is interpolated, nothing is copied: that is resolve's
// business. Rejected: YAML::Node, which loses the place of use of aliases, has no ends, and takes nine times the
// memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <mailu_lint/source.hpp>

namespace mailu_lint {
class Findings;
}

namespace mailu_lint::yaml {

enum class Kind : std::uint8_t { scalar, sequence, mapping, alias };
enum class Style : std::uint8_t { implicit, plain, single_quoted, double_quoted, literal, folded, block, flow };

using NodeId = std::uint32_t;
inline constexpr NodeId no_node = 0xFFFF'FFFFU;

/// One node in the arena. Children of a mapping alternate key, value. An absent value is a scalar of Style::implicit,
/// zero bytes wide, right behind its `:` or `-`.
struct Node {
  std::uint32_t begin = 0;  ///< content, without tag and anchor; quotes included
  std::uint32_t end = 0;
  std::uint32_t text_begin = 0;  ///< value: in the source text, or in Tree::heap when `in_heap`
  std::uint32_t text_size = 0;
  NodeId first_child = no_node;
  NodeId next = no_node;     ///< next sibling
  NodeId target = no_node;   ///< alias: the anchored node
  std::uint32_t anchor = 0;  ///< index into Tree::names, 0 for none; for an alias its name
  std::uint32_t tag = 0;     ///< index into Tree::names, 0 for none; "!reset", "tag:yaml.org,2002:str" …
  Kind kind{};
  Style style{};
  bool in_heap = false;

  bool operator==(const Node&) const = default;
};

class NodeRef;

/// All documents of one file. Holds on to the SourceFile: it must outlive the tree.
class Tree {
 public:
  explicit Tree(FileId file, const SourceFile& source) : file_(file), source_(&source) {}

  /// The root of each document that is not empty.
  std::vector<NodeRef> documents() const;
  FileId file() const { return file_; }
  const SourceFile& source() const { return *source_; }
  /// False after a syntax error. What stands before the error is in the tree.
  bool complete() const { return complete_; }
  /// The parser stopped before the end: what is not in the tree may be in the file.
  bool cut() const { return cut_; }
  /// docker refuses the file although the whole of it is in the tree (`%YAML 1.2`).
  bool refused() const { return refused_; }

  /// Every comment, `#` to the end of the line, in order. A `#` in quotes or block scalars is none. Computed at each
  /// call.
  std::vector<Span> comments() const;
  /// `services.front.ports[0]` for the innermost key or item around the span; empty outside. A key that is more than
  /// letters, digits, `-`, `_` and `/` is quoted: `labels["traefik.enable"]`. The first question builds an index.
  std::string key_path(Span span) const;

  // The arena, filled by the parser.
  std::vector<Node> nodes;
  std::vector<NodeId> roots;
  std::vector<std::uint32_t> document_starts;  ///< offset of each root's document, `---` included
  std::vector<std::string> names{std::string()};
  std::string heap;
  bool complete_ = true;
  bool cut_ = false;
  bool refused_ = false;

 private:
  struct Place {
    NodeId parent = no_node;
    std::uint32_t in_parent = 0;  ///< item: its number; key and value: the key
  };
  const std::vector<Place>& places() const;
  bool entry_contains(NodeId node, Span span) const;
  std::string entry_path(NodeId node) const;

  FileId file_;
  const SourceFile* source_;
  mutable std::vector<Place> places_;  // by NodeId; built at the first question: clean files are never asked
};

/// A node and its tree: cheap to copy, valid as long as the tree.
class NodeRef {
 public:
  NodeRef() = default;
  NodeRef(const Tree& tree, NodeId id) : tree_(&tree), id_(id) {}

  explicit operator bool() const { return id_ != no_node; }
  NodeId id() const { return id_; }
  const Node& node() const { return tree_->nodes[id_]; }
  Kind kind() const { return node().kind; }
  Style style() const { return node().style; }
  bool quoted() const { return style() != Style::plain && style() != Style::implicit; }
  Span span() const { return {tree_->file(), node().begin, node().end}; }
  /// The scalar's value: quotes, escapes and folding resolved. Empty for collections.
  std::string_view text() const;
  std::string_view tag() const { return tree_->names[node().tag]; }
  std::string_view anchor() const { return tree_->names[node().anchor]; }
  /// The offset in the source of byte `offset` of text(), exact where the value equals its source text (inside the
  /// quotes, if any), else the start of the node. For spans inside a scalar.
  std::uint32_t source_offset(std::uint32_t offset) const;
  NodeRef target() const { return {*tree_, node().target}; }
  NodeRef first_child() const { return {*tree_, node().first_child}; }
  NodeRef next() const { return {*tree_, node().next}; }
  const Tree& tree() const { return *tree_; }

 private:
  const Tree* tree_ = nullptr;
  NodeId id_ = no_node;
};

/// Bounds that keep every input linear and small; each one that is met is a finding that names it.
struct Limits {
  std::uint32_t depth = 100;  ///< nested collections; real files have 6 to 8
  std::uint32_t nodes = 4'000'000;
  std::uint32_t documents = 100;
  /// Brackets, commas and colons that the parser reads before it says what they make. It holds all of a flow collection
  /// in memory first, 226 bytes for each.
  std::uint32_t look_ahead = 500'000;
};

/// Both give the same tree and the same findings.
enum class Reader : std::uint8_t {
  fastest,   ///< yaml_fast where that is able to, else yaml-cpp
  yaml_cpp,  ///< always yaml-cpp
};

/// Parses every document. Syntax errors, duplicate keys and met limits are findings; the tree is whatever came before.
Tree parse(FileId file, const SourceFile& source, Findings& findings, const Limits& limits = {},
           Reader reader = Reader::fastest);

}  // namespace mailu_lint::yaml
