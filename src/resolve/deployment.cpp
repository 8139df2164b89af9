#include "resolve/deployment.hpp"

namespace mailu_lint {
Deployment build_deployment(const Model&, Target, std::string, Cluster, const Options&) {
  return {};
}
TargetVerdict find_target(const Project&, const Options&, Documents&, bool) {
  return {};
}
}  // namespace mailu_lint
