#include "mailu/managers.hpp"

namespace mailu_lint {

Managers managers_of(const Cluster& cluster) {
  Managers managers;
  for (const Cluster::Node& node : cluster.nodes) {
    if (node.manager) managers.places.push_back(node.span);
  }
  managers.count = static_cast<std::int64_t>(managers.places.size());
  const std::int64_t* counted = cluster.managers ? cluster.managers->get() : nullptr;
  if (!counted || *counted == managers.count) return managers;
  return {*counted, {cluster.managers->span()}};
}

}  // namespace mailu_lint
