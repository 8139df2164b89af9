// What finish() is made of, in the order it runs.
#pragma once

#include "resolve/section.hpp"

namespace mailu_lint {

/// docker compose: what is not written but has a fixed meaning (`protocol: tcp`, `target: /run/secrets/NAME`, …).
void add_defaults(Value& root, ResolveContext& context);
/// docker compose: the `default` network, dependencies that follow from other keys, names with the project's prefix.
void normalise(Value& root, ResolveContext& context);
/// Top-level networks, volumes, secrets and configs: keys that exclude or need each other.
void check_resources(Value& root, ResolveContext& context);
/// Names that services use and nobody defines.
void check_references(Value& root, ResolveContext& context);
/// docker compose: a service as a whole, and the circle of dependencies.
void check_services(Value& root, ResolveContext& context);
/// What only `docker stack deploy` looks at, not `docker stack config`.
void check_deployable(Value& root, ResolveContext& context);
/// docker compose: services behind inactive profiles and resources that no service uses are no part of the model. They
/// stay in the tree, marked as dropped.
void drop_disabled(Value& root, ResolveContext& context);
void drop_unused(Value& root);

/// Calls `visit(entry, service)` for each service that takes part.
template <class Visit>
void for_each_service(Value& root, Visit visit) {
  Value* services = find_map(root, "services");
  if (!services) return;
  for (Entry& entry : services->entries) {
    if (is_map(entry.value) && !entry.value->dropped) visit(entry, *entry.value);
  }
}

}  // namespace mailu_lint
