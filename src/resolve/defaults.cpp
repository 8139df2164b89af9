#include "resolve/finish.hpp"

namespace mailu_lint {
namespace {

void add(Value& map, std::string_view key, Value* value) {
  value->node = {};
  if (!map.find(key)) put(map, key, value);
}

void finish_port(Value& port, ResolveContext& context) {
  if (!port.known && port.entries.empty()) return;  // not readable, and said so
  add(port, "mode", make_text(context, "ingress", port));
  add(port, "protocol", make_text(context, "tcp", port));
  if (Value* published = port.find("published")) to_text(*published, Nulls::keep);
  const Value* target = port.find("target");
  if (!target) {
    refuse(context, {.rule = RuleId::key_missing,
                     .span = port.span,
                     .fact = "the port has no `target`",
                     .by = RefusedBy::compose,
                     .help = "add `target:`, the container's port"});
  }
}

void check_mount_target(const Value& mount, ResolveContext& context) {
  if (!mount.known || mount.kind != Value::Kind::map || mount.find("target")) return;
  refuse(context, {.rule = RuleId::key_missing,
                   .span = mount.span,
                   .fact = "the volume has no `target`",
                   .by = RefusedBy::compose,
                   .help = "add `target:`, a path in the container"});
}

void finish_service(Value& service, ResolveContext& context) {
  if (Value* build = find_map(service, "build")) {
    add(*build, "context", make_text(context, context.directory, *build));
    if (!build->find("dockerfile_inline")) add(*build, "dockerfile", make_text(context, "Dockerfile", *build));
  }
  if (Value* secrets = find_list(service, "secrets")) {
    for (Value* mount : secrets->items) {
      const Value* source = mount->find("source");
      if (source) add(*mount, "target", make_text(context, "/run/secrets/" + source->text, *source));
    }
  }
  if (Value* ports = find_list(service, "ports")) {
    for (Value* port : ports->items) {
      if (is_map(port)) finish_port(*port, context);
    }
  }
  if (const Value* volumes = find_list(service, "volumes")) {
    for (const Value* mount : volumes->items) check_mount_target(*mount, context);
  }
  if (Value* depends_on = find_map(service, "depends_on")) {
    for (const Entry& entry : depends_on->entries) {
      if (!is_map(entry.value)) continue;
      add(*entry.value, "condition", make_text(context, "service_started", *entry.value));
      add(*entry.value, "required", make_boolean(context, true, *entry.value));
    }
  }
  Value* policy = service.find("pull_policy");
  if (is_text(policy) && policy->text == "if_not_present") policy->text = "missing";
}

/// A request for devices that says neither how many nor which means all of them.
void finish_devices(Value* requests, ResolveContext& context) {
  if (!is_list(requests)) return;
  for (Value* request : requests->items) {
    if (is_map(request) && !request->find("device_ids")) add(*request, "count", make_integer(context, -1, *request));
  }
}

}  // namespace

void add_defaults(Value& root, ResolveContext& context) {
  for_each_service(root, [&](const Entry&, Value& service) {
    finish_service(service, context);
    finish_devices(service.find("gpus"), context);
    Value* deploy = find_map(service, "deploy");
    Value* resources = deploy ? find_map(*deploy, "resources") : nullptr;
    Value* reservations = resources ? find_map(*resources, "reservations") : nullptr;
    if (reservations) finish_devices(reservations->find("devices"), context);
  });
}

}  // namespace mailu_lint
