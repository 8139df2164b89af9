// What the tree answers about itself.
#include "parse/yaml.hpp"

namespace mailu_lint::yaml {

std::vector<NodeRef> Tree::documents() const {
  std::vector<NodeRef> documents;
  for (const NodeId root : roots) documents.emplace_back(*this, root);
  return documents;
}

std::string_view NodeRef::text() const {
  const Node& scalar = node();
  const std::string_view from = scalar.in_heap ? std::string_view(tree_->heap) : tree_->source().text();
  return from.substr(scalar.text_begin, scalar.text_size);
}

std::uint32_t NodeRef::source_offset(std::uint32_t offset) const {
  const Node& scalar = node();
  return scalar.in_heap ? scalar.begin : scalar.text_begin + offset;
}

}  // namespace mailu_lint::yaml
