// Looking up keys in a tree as written, for the few questions that are asked before anything is resolved.
#pragma once

#include <cstddef>
#include <string_view>

#include "parse/yaml.hpp"

namespace mailu_lint::yaml {

/// What an alias stands for; any other node itself.
NodeRef resolve(NodeRef node);
/// Empty unless the node is a scalar.
std::string_view scalar_text(NodeRef node);

/// Looks keys up, also in what is merged into a mapping (`<<`). Merge keys make a small file large, so the work is
/// bounded: what is not found in time is taken to be absent.
class Lookup {
 public:
  explicit Lookup(const Tree& tree) : steps_left_(16 * tree.nodes.size() + 1000) {}

  /// The value of the key, aliases followed; nothing when there is none, or when `map` is no mapping.
  NodeRef find(NodeRef map, std::string_view key) { return find(map, key, most_merges); }

 private:
  /// Merge keys in merged mappings; real files have none.
  static constexpr unsigned most_merges = 4;

  NodeRef find(NodeRef map, std::string_view key, unsigned merges);

  std::size_t steps_left_;
};

}  // namespace mailu_lint::yaml
