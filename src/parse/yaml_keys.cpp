// Keys that a mapping has twice, compared as docker's parser does: by their text, whether quoted or not.
#include <string>
#include <string_view>
#include <unordered_map>

#include <mailu_lint/finding.hpp>
#include <mailu_lint/rule_id.hpp>

#include "parse/yaml_builder.hpp"

namespace mailu_lint::yaml {
namespace {

constexpr int few = 8;      // so many keys are compared with each other; more are hashed
constexpr int enough = 20;  // reports of one mapping: a thousand would tell no more

NodeId value_of(const Tree& tree, NodeId key) {
  return tree.nodes[key].next;
}

NodeId next_key(const Tree& tree, NodeId key) {
  const NodeId value = value_of(tree, key);
  return value == no_node ? no_node : tree.nodes[value].next;
}

/// The text that a key is known by; a collection as key has none.
std::string_view key_text(const Tree& tree, NodeId key) {
  const NodeRef node(tree, key);
  return node.kind() == Kind::alias ? node.anchor() : node.text();
}

bool comparable(const Tree& tree, NodeId key) {
  return tree.nodes[key].kind == Kind::scalar || tree.nodes[key].kind == Kind::alias;
}

void report(const Tree& tree, NodeId first, NodeId second, Findings& findings) {
  const NodeRef key(tree, second);
  const std::string text(key_text(tree, second));
  const bool merge = text == "<<" && !key.quoted();
  findings
      .add(RuleId::duplicate_key, key.span(),
           merge ? "`<<` stands twice in one mapping; docker refuses the file"
                 : "the key `" + text + "` is there already; docker refuses the file")
      .label("again")
      .also(NodeRef(tree, first).span(), "first here")
      .help(merge ? "merge several with one key: `<<: [*first, *second]`" : "keep one of the two")
      .evidence(text);
}

}  // namespace

void check_duplicate_keys(const Tree& tree, NodeId mapping, Findings& findings) {
  const NodeId first = tree.nodes[mapping].first_child;
  int count = 0;
  for (NodeId key = first; key != no_node && count <= few; key = next_key(tree, key)) ++count;
  if (count <= few) {
    for (NodeId key = first; key != no_node; key = next_key(tree, key)) {
      for (NodeId earlier = first; earlier != key; earlier = next_key(tree, earlier)) {
        if (!comparable(tree, key) || tree.nodes[key].kind != tree.nodes[earlier].kind) continue;
        if (key_text(tree, key) != key_text(tree, earlier)) continue;
        report(tree, earlier, key, findings);
        break;
      }
    }
    return;
  }
  std::unordered_map<std::string_view, NodeId> scalars;
  std::unordered_map<std::string_view, NodeId> aliases;
  int reported = 0;
  for (NodeId key = first; key != no_node; key = next_key(tree, key)) {
    if (!comparable(tree, key)) continue;
    auto& seen = tree.nodes[key].kind == Kind::scalar ? scalars : aliases;
    const auto [earlier, is_new] = seen.try_emplace(key_text(tree, key), key);
    if (is_new) continue;
    report(tree, earlier->second, key, findings);
    if (++reported == enough) return;
  }
}

}  // namespace mailu_lint::yaml
