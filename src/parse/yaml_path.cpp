// From a place in the file to the path of keys that leads there: what findings and fingerprints call it.
#include <algorithm>

#include "parse/yaml.hpp"

namespace mailu_lint::yaml {
namespace {

bool is_simple(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return letter || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '/';
}

/// `.front`, or `["traefik.enable"]`.
std::string key_step(std::string_view key) {
  if (!key.empty() && std::ranges::all_of(key, is_simple)) return '.' + std::string(key);
  std::string step = "[\"";
  for (const char c : key) {
    if (c == '"' || c == '\\') step += '\\';
    step += c;
  }
  return step + "\"]";
}

}  // namespace

const std::vector<Tree::Place>& Tree::places() const {
  if (!places_.empty()) return places_;
  places_.resize(nodes.size());
  for (NodeId parent = 0; parent < nodes.size(); ++parent) {
    const bool mapping = nodes[parent].kind == Kind::mapping;
    std::uint32_t number = 0;
    NodeId key = no_node;
    for (NodeId child = nodes[parent].first_child; child != no_node; child = nodes[child].next, ++number) {
      if (number % 2 == 0) key = child;
      places_[child] = {parent, mapping ? key : number};
    }
  }
  return places_;
}

bool Tree::entry_contains(NodeId node, Span span) const {
  const Place& place = places()[node];
  std::uint32_t begin = nodes[node].begin;
  std::uint32_t end = nodes[node].end;
  if (nodes[place.parent].kind == Kind::mapping) {
    begin = nodes[place.in_parent].begin;
    end = nodes[nodes[place.in_parent].next].end;
  }
  return begin <= span.begin && span.end <= end;
}

std::string Tree::entry_path(NodeId node) const {
  std::vector<std::string> steps;
  for (; places()[node].parent != no_node; node = places()[node].parent) {
    const Place& place = places()[node];
    if (nodes[place.parent].kind == Kind::sequence) {
      steps.push_back('[' + std::to_string(place.in_parent) + ']');
    } else {
      const NodeRef key(*this, place.in_parent);
      steps.push_back(key_step(key.kind() == Kind::alias && key.target() ? key.target().text() : key.text()));
    }
  }
  std::string path;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) path += *step;
  return path.starts_with('.') ? path.substr(1) : path;
}

std::string Tree::key_path(Span span) const {
  // Nodes are in the order of the file; of those that begin at one place the innermost is the last.
  const auto after = std::ranges::upper_bound(nodes, span.begin, {}, &Node::begin);
  if (after == nodes.begin()) return {};
  auto node = static_cast<NodeId>(after - nodes.begin() - 1);
  while (places()[node].parent != no_node) {
    if (entry_contains(node, span)) return entry_path(node);
    node = places()[node].parent;
  }
  return {};
}

}  // namespace mailu_lint::yaml
