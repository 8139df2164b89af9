// The last step, on the merged tree: what docker adds, and what it refuses once it sees everything.
#include "resolve/finish.hpp"

namespace mailu_lint {
namespace {

/// A file of networks alone has no services; `volumes: {mail: }` is a volume without options.
void fill_sections(Value& root, ResolveContext& context) {
  if (!root.find("services")) {
    Value* services = make_map(context, root);
    services->node = {};
    services->span.end = services->span.begin;
    put(root, "services", services);
  }
  for (const std::string_view section : {"networks", "volumes", "secrets", "configs"}) {
    Value* resources = find_map(root, section);
    if (!resources) continue;
    for (Entry& entry : resources->entries) {
      if (entry.value->kind == Value::Kind::null) entry.value->kind = Value::Kind::map;
    }
  }
}

void finish_compose(Value& root, ResolveContext& context) {
  root.erase("version");
  Value* name = make_text(context, context.project_name, root);
  name->span.end = name->span.begin;
  if (!root.find("name") || root.find("name")->text != name->text) put(root, "name", name);
  add_defaults(root, context);
  check_resources(root, context);
  normalise(root, context);
  drop_disabled(root, context);
  check_references(root, context);
  check_services(root, context);
  drop_unused(root);
}

void finish_stack(Value& root, ResolveContext& context) {
  check_resources(root, context);
  check_references(root, context);
  check_deployable(root, context);
}

}  // namespace

void finish(Value& root, ResolveContext& context) {
  if (root.kind != Value::Kind::map) return;
  fill_sections(root, context);
  context.dialect == Dialect::stack ? finish_stack(root, context) : finish_compose(root, context);
}

}  // namespace mailu_lint
