// Networks: what a service is connected to, and the resources at the top level (networks, volumes, secrets and configs
// share the forms of `external`).
#include <utility>

#include "resolve/section.hpp"

namespace mailu_lint {

void canonicalise_service_networks(Value& networks, ResolveContext& context) {
  if (networks.kind == Value::Kind::list) {
    const std::vector<Value*> items = std::exchange(networks.items, {});
    networks.kind = Value::Kind::map;
    for (const Value* item : items) {
      if (is_text(item)) networks.set(item->text, item->span, make_null(context, *item));
    }
  }
  for (Entry& entry : networks.entries) {
    if (Value* options = find_map(*entry.value, "driver_opts")) list_to_map(*options, Nulls::to_empty, context);
  }
}

namespace {

/// `external: {name: x}` is the old way to write `external: true` and `name: x`.
void modernise_external(Value& resource, ResolveContext& context) {
  Value* external = find_map(resource, "external");
  if (!external) return;
  Value* name = external->find("name");
  const Value* other = resource.find("name");
  if (name && name->kind == Value::Kind::null) name = nullptr;
  if (name && other && (context.dialect == Dialect::stack || other->text != name->text)) {
    refuse(context, {.rule = RuleId::keys_conflict,
                     .span = name->span,
                     .fact = "`name` and `external.name` are both written",
                     .help = "keep `external: true` and `name`",
                     .known = name->known && other->known});
  }
  put(resource, "external", make_boolean(context, true, *external));
  if (name && !other) resource.set("name", external->entry("name")->key_span, name);
}

}  // namespace

void canonicalise_resource(Value& resource, ResolveContext& context) {
  if (resource.kind != Value::Kind::map) return;
  modernise_external(resource, context);
  if (Value* options = find_map(resource, "driver_opts")) list_to_map(*options, Nulls::to_empty, context);
  if (Value* labels = resource.find("labels")) list_to_map(*labels, Nulls::to_empty, context);
  // docker compose takes the key and has no field for it.
  Value* ipam = find_map(resource, "ipam");
  Value* options = ipam ? ipam->find("options") : nullptr;
  if (options) options->dropped = true;
}

}  // namespace mailu_lint
