// The long form of everything: which section's file looks at which key.
#include "resolve/section.hpp"

namespace mailu_lint {
namespace {

void canonicalise_devices_list(Value& devices, ResolveContext& context) {
  for (Value*& item : devices.items) {
    if (!is_text(item)) continue;
    const std::string_view text = item->text;
    const std::size_t first = std::min(text.find(':'), text.size());
    const std::size_t second = std::min(text.find(':', std::min(first + 1, text.size())), text.size());
    Value* map = make_map(context, *item);
    const Part source{0, first};
    const Part target{std::min(first + 1, second), second};
    put(*map, "source", make_part(context, *item, source));
    put(*map, "target", make_part(context, *item, target.empty() ? source : target));
    put(*map, "permissions",
        second < text.size() ? make_part(context, *item, {second + 1, text.size()}) : make_text(context, "rwm", *item));
    item = map;
  }
}

/// docker compose: a string or an object each; what is left out of an object is the loader's to fill in.
void canonicalise_env_file(Value& service, ResolveContext& context) {
  Value* files = service.find("env_file");
  if (!files) return;
  canonicalise_text_list(service, "env_file", context);
  files = find_list(service, "env_file");
  if (!files || context.dialect == Dialect::stack) return;
  for (Value*& item : files->items) {
    if (!is_text(item)) continue;
    Value* map = make_map(context, *item);
    put(*map, "path", item);
    item = map;
  }
}

/// What a stack's reader has no field for is dropped without a word.
void drop_unread(Value& mount) {
  struct Fields {
    std::string_view section;
    std::string_view first;
    std::string_view second;
  };
  for (const Fields& fields :
       {Fields{"bind", "propagation", ""}, Fields{"volume", "nocopy", "subpath"}, Fields{"tmpfs", "size", ""}}) {
    Value* section = find_map(mount, fields.section);
    if (!section) continue;
    for (Entry& entry : section->entries) {
      entry.value->dropped = entry.key != fields.first && entry.key != fields.second;
    }
  }
}

void canonicalise_volume_details(Value& volumes, ResolveContext& context) {
  for (Value* item : volumes.items) {
    if (!is_map(item)) continue;
    if (Value* volume = find_map(*item, "volume")) {
      if (Value* labels = volume->find("labels")) list_to_map(*labels, Nulls::to_empty, context);
    }
    if (context.dialect == Dialect::stack) drop_unread(*item);
    Value* tmpfs = find_map(*item, "tmpfs");
    if (tmpfs && context.dialect == Dialect::compose) canonicalise_size(*tmpfs, "size", context);
  }
}

void canonicalise_stack_only(Value& service, ResolveContext& context) {
  // docker/cli has no field for it: 28.2.2 takes the key and drops it.
  if (Value* score = service.find("oom_score_adj")) score->dropped = true;
  if (Value* shm_size = service.find("shm_size")) to_text(*shm_size, Nulls::keep);
  static_cast<void>(context);
}

void canonicalise_compose_only(Value& service, ResolveContext& context) {
  for (const std::string_view key : {"mem_limit", "mem_reservation", "memswap_limit", "mem_swappiness", "shm_size"}) {
    canonicalise_size(service, key, context);
  }
  canonicalise_cpus(service, "cpus", context);
  canonicalise_gpus(service, context);
  if (Value* devices = find_list(service, "devices")) canonicalise_devices_list(*devices, context);
  if (Value* annotations = service.find("annotations")) list_to_map(*annotations, Nulls::to_empty, context);
  if (Value* options = find_map(service, "storage_opt")) list_to_map(*options, Nulls::to_empty, context);
  canonicalise_text_list(service, "label_file", context);
}

void canonicalise_service(Value& service, ResolveContext& context) {
  canonicalise_build(service, context);
  canonicalise_command(service, "command", context);
  canonicalise_command(service, "entrypoint", context);
  canonicalise_depends_on(service, context);
  canonicalise_env_file(service, context);
  canonicalise_duration(service, "stop_grace_period", context);
  if (Value* environment = service.find("environment")) list_to_map(*environment, Nulls::keep, context);
  for (const std::string_view key : {"labels", "sysctls"}) {
    if (Value* pairs = service.find(key)) list_to_map(*pairs, Nulls::to_empty, context);
  }
  for (const std::string_view key : {"dns", "dns_search", "tmpfs", "expose"}) {
    canonicalise_text_list(service, key, context);
  }
  if (Value* hosts = service.find("extra_hosts")) canonicalise_extra_hosts(*hosts, context);
  if (Value* deploy = service.find("deploy")) canonicalise_deploy(*deploy, context);
  if (Value* healthcheck = service.find("healthcheck")) canonicalise_healthcheck(*healthcheck, context);
  if (Value* networks = service.find("networks")) canonicalise_service_networks(*networks, context);
  if (Value* ports = service.find("ports")) canonicalise_ports(*ports, context);
  if (Value* volumes = find_list(service, "volumes")) {
    canonicalise_volumes(*volumes, context);
    canonicalise_volume_details(*volumes, context);
  }
  for (const std::string_view key : {"secrets", "configs"}) {
    if (Value* mounts = service.find(key)) canonicalise_file_mounts(*mounts, context);
  }
  if (Value* logging = find_map(service, "logging")) {
    if (Value* options = find_map(*logging, "options")) list_to_map(*options, Nulls::to_empty, context);
  }
  context.dialect == Dialect::stack ? canonicalise_stack_only(service, context)
                                    : canonicalise_compose_only(service, context);
}

}  // namespace

void canonicalise(Value& root, ResolveContext& context) {
  if (Value* services = find_map(root, "services")) {
    for (const Entry& entry : services->entries) {
      if (is_map(entry.value)) canonicalise_service(*entry.value, context);
    }
  }
  for (const std::string_view key : {"networks", "volumes", "secrets", "configs"}) {
    if (Value* resources = find_map(root, key)) {
      for (const Entry& entry : resources->entries) canonicalise_resource(*entry.value, context);
    }
  }
}

}  // namespace mailu_lint
