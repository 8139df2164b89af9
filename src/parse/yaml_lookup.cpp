#include "parse/yaml_lookup.hpp"

namespace mailu_lint::yaml {
namespace {

/// Merge keys of merge keys: real files have one level.
constexpr unsigned most_merges = 8;

NodeRef find(NodeRef map, std::string_view key, unsigned merges) {
  map = resolve(map);
  if (!map || map.kind() != Kind::mapping) return {};
  NodeRef merged;
  for (NodeRef name = map.first_child(); name; name = name.next().next()) {
    if (name.kind() != Kind::scalar) continue;
    if (name.text() == key) return resolve(name.next());
    if (name.text() == "<<" && name.style() == Style::plain) merged = resolve(name.next());
  }
  if (!merged || merges == 0) return {};
  if (merged.kind() == Kind::mapping) return find(merged, key, merges - 1);
  if (merged.kind() != Kind::sequence) return {};
  for (NodeRef item = merged.first_child(); item; item = item.next()) {
    if (const NodeRef found = find(item, key, merges - 1)) return found;
  }
  return {};
}

}  // namespace

NodeRef resolve(NodeRef node) {
  return node && node.kind() == Kind::alias ? node.target() : node;
}

NodeRef find(NodeRef map, std::string_view key) {
  return find(map, key, most_merges);
}

std::string_view scalar_text(NodeRef node) {
  return node && node.kind() == Kind::scalar ? node.text() : std::string_view();
}

}  // namespace mailu_lint::yaml
