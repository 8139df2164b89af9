// From a parser's events to the located tree: spans, styles, links, and the checks that yaml-cpp leaves out. Knows no
// third-party type, so that another parser can stand in front of it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <mailu_lint/finding.hpp>

#include "parse/yaml.hpp"
#include "parse/yaml_extent.hpp"

namespace mailu_lint::yaml {

/// Leaves the parser from inside an event: the finding has been added, the rest of the file is not looked at.
struct StopParsing {};

/// What stands before a node: `&anchor` and `!tag`. `anchor` is the parser's number, 0 for none; numbers start anew in
/// each document.
struct Properties {
  std::size_t anchor = 0;
  std::string_view tag{};
};

class TreeBuilder {
 public:
  /// `text` is what the parser reads: the source, or a copy of the same length.
  /// `start` is where it begins to read.
  TreeBuilder(Tree& tree, std::string_view text, Offset start, const Limits& limits, Findings& findings);

  void start_document(Offset begin);
  void name_anchor(Offset mark, std::string_view name);
  void null(Offset mark, std::size_t anchor);
  void alias(Offset mark, std::size_t anchor);
  void scalar(Offset mark, Properties properties, std::string_view value);
  void start_collection(Kind kind, Offset mark, Properties properties, Style style);
  void end_collection();
  void report_too_deep(Offset where);
  /// Ends what is still open, after an error.
  void close_all();

  /// The innermost collection that is open, the innermost in brackets, the last scalar, and the end of what was read:
  /// for messages about errors.
  NodeId open_collection() const { return open_.empty() ? no_node : open_.back().node; }
  NodeId open_brackets() const;
  NodeId last_scalar() const { return last_scalar_; }
  Offset cursor() const { return cursor_; }

 private:
  enum class Role : std::uint8_t { root, key, value, item };
  struct Frame {
    NodeId node = no_node;
    Role next{};  ///< of the next child
    NodeId last_child = no_node;
    NodeId key = no_node;
    Offset before_key = 0;  ///< the end of what stands before the key
  };
  /// Where a node's properties end, and its content begins.
  struct Content {
    Offset properties_end = 0;
    Offset begin = 0;
    bool tagged = false;
  };

  Span span(Offset begin, Offset end) const;
  Role role() const { return open_.empty() ? Role::root : open_.back().next; }
  std::uint32_t intern(std::string_view name);
  NodeId add(Node node, std::size_t anchor);
  void link(NodeId id);
  void close();
  Offset in_order(Offset mark) const;
  Content content(Offset mark, Properties properties) const;
  std::optional<Offset> explicit_null_end(Offset begin) const;
  bool empty_scalar(const Content& where) const;
  Offset behind_indicator() const;
  void set_text(Node& node, Offset begin, Offset end, std::string_view value);
  void report_self_alias(const Node& alias);
  [[noreturn]] void syntax_error(Span where, std::string message, std::string help);
  void check_anchor_name(Offset mark, std::string_view name);
  void check_document_start(Offset begin);
  void check_directives(Offset begin);
  void check_absent_node(Offset mark);

  Tree* tree_;
  std::string_view text_;
  Offset start_;
  Limits limits_;
  Findings* findings_;
  std::vector<Frame> open_;
  std::vector<NodeId> anchors_{no_node};
  std::unordered_map<std::string, std::uint32_t> interned_;
  std::uint32_t anchor_name_ = 0;
  NodeId last_scalar_ = no_node;
  Offset cursor_;
  Offset document_start_ = 0;
  std::uint32_t documents_ = 0;
  unsigned self_aliases_ = 0;
};

/// A key that a mapping has twice is an error to docker (since Docker Engine 28 for stacks, which took the last
/// before).
void check_duplicate_keys(const Tree& tree, NodeId mapping, Findings& findings);

}  // namespace mailu_lint::yaml
