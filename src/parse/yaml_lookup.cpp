#include "parse/yaml_lookup.hpp"

namespace mailu_lint::yaml {

NodeRef resolve(NodeRef node) {
  return node && node.kind() == Kind::alias ? node.target() : node;
}

std::string_view scalar_text(NodeRef node) {
  return node && node.kind() == Kind::scalar ? node.text() : std::string_view();
}

NodeRef Lookup::find(NodeRef map, std::string_view key, unsigned merges) {
  map = resolve(map);
  if (!map || map.kind() != Kind::mapping) return {};
  NodeRef merged;
  for (NodeRef name = map.first_child(); name && steps_left_ > 0; name = name.next().next()) {
    --steps_left_;
    if (name.kind() != Kind::scalar) continue;
    if (name.text() == key) return resolve(name.next());
    if (name.text() == "<<" && name.style() == Style::plain) merged = resolve(name.next());
  }
  if (!merged || merges == 0) return {};
  if (merged.kind() == Kind::mapping) return find(merged, key, merges - 1);
  if (merged.kind() != Kind::sequence) return {};
  for (NodeRef item = merged.first_child(); item && steps_left_ > 0; item = item.next()) {
    --steps_left_;
    if (const NodeRef found = find(item, key, merges - 1)) return found;
  }
  return {};
}

}  // namespace mailu_lint::yaml
