// Looking up keys in a tree as written, for the few questions that are asked before anything is resolved.
#pragma once

#include <string_view>

#include "parse/yaml.hpp"

namespace mailu_lint::yaml {

/// What an alias stands for; any other node itself.
NodeRef resolve(NodeRef node);
/// The value of a key of a mapping, of what is merged into it too (`<<`); nothing when there is none, or when `map` is
/// no mapping. Aliases are followed.
NodeRef find(NodeRef map, std::string_view key);
/// Empty unless the node is a scalar.
std::string_view scalar_text(NodeRef node);

}  // namespace mailu_lint::yaml
