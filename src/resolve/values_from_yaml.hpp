// One YAML document as a tree of values: aliases and merge keys written out, scalars typed as docker types them.
#pragma once

#include <cstddef>

#include "resolve/sections.hpp"
#include "resolve/value.hpp"

namespace mailu_lint {

/// How many values one file may become. Aliases of aliases grow exponentially (docker compose has been seen taking
/// 20 GB); compose itself stops at 100 000 since 2026.
struct ValueBudget {
  explicit ValueBudget(const yaml::Tree& tree);

  std::size_t left = 0;
  bool reported = false;
};

/// Never null. What docker refuses (a key that is no text, `<<` with something that is no mapping, an alias inside the
/// value it names) is a finding, and the tree holds the rest.
Value* values_from_yaml(yaml::NodeRef root, ValueBudget& budget, ResolveContext& context);

}  // namespace mailu_lint
