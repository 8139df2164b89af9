#include "resolve/finish.hpp"
#include "resolve/limits.hpp"
#include "resolve/paths.hpp"

namespace mailu_lint {
namespace {

constexpr std::string_view default_network = "default";

/// A place for something that nobody wrote: no text, at `origin`.
Value* unwritten(Value* value) {
  value->node = {};
  value->via.clear();
  value->known = true;
  value->span.end = value->span.begin;
  return value;
}

/// Connects services without networks to `default`; true when somebody uses it.
bool connect_to_default(Value& root, ResolveContext& context) {
  bool used = false;
  for_each_service(root, [&](const Entry& entry, Value& service) {
    if (service.find("network_mode") || service.find("provider")) return;
    Value* networks = find_map(service, "networks");
    if (!networks || networks->entries.empty()) {
      networks = unwritten(make_map(context, service));
      networks->set(default_network, entry.key_span, unwritten(make_null(context, service)));
      put(service, "networks", networks);
    }
    used |= networks->find(default_network) != nullptr;
  });
  return used;
}

void add_default_network(Value& root, ResolveContext& context) {
  if (!connect_to_default(root, context)) return;
  Value* networks = find_map(root, "networks");
  if (!networks) {
    networks = unwritten(make_map(context, root));
    put(root, "networks", networks);
  }
  if (!networks->find(default_network)) put(*networks, default_network, unwritten(make_map(context, root)));
}

enum class Restart : std::uint8_t { no, yes };

void depend(Value& service, std::string_view on, const Value& because, Restart restart, ResolveContext& context) {
  Value* depends_on = find_map(service, "depends_on");
  if (!depends_on) {
    depends_on = unwritten(make_map(context, because));
    put(service, "depends_on", depends_on);
  }
  if (depends_on->find(on)) return;
  Value* dependency = make_map(context, because);
  dependency->node = {};
  put(*dependency, "condition", unwritten(make_text(context, "service_started", because)));
  put(*dependency, "required", unwritten(make_boolean(context, true, because)));
  if (restart == Restart::yes) put(*dependency, "restart", unwritten(make_boolean(context, true, because)));
  depends_on->set(on, because.span, dependency);
}

void add_dependencies(Value& service, ResolveContext& context) {
  if (const Value* links = find_list(service, "links")) {
    for (const Value* link : links->items) {
      const std::string_view text = link->text;
      const std::size_t colon = text.find(':');
      const bool alias = colon != std::string_view::npos && text.find(':', colon + 1) == std::string_view::npos;
      depend(service, alias ? text.substr(0, colon) : text, *link, Restart::yes, context);
    }
  }
  for (const std::string_view key : {"network_mode", "ipc", "pid", "uts", "cgroup"}) {
    const Value* shared = service.find(key);
    constexpr std::string_view prefix = "service:";
    if (!is_text(shared) || !shared->text.starts_with(prefix)) continue;
    depend(service, std::string_view(shared->text).substr(prefix.size()), *shared, Restart::yes, context);
  }
  if (const Value* sources = find_list(service, "volumes_from")) {
    for (const Value* source : sources->items) {
      if (source->text.starts_with("container:")) continue;
      depend(service, std::string_view(source->text).substr(0, source->text.find(':')), *source, Restart::no, context);
    }
  }
}

void clean_targets(Value& service) {
  Value* volumes = find_list(service, "volumes");
  if (!volumes) return;
  for (Value* volume : volumes->items) {
    if (Value* target = volume->find("target"); is_text(target)) target->text = clean_path(target->text);
  }
}

void name_resources(Value& root, ResolveContext& context) {
  for (const std::string_view section : {"networks", "volumes", "secrets", "configs"}) {
    Value* resources = find_map(root, section);
    if (!resources) continue;
    for (Entry& entry : resources->entries) {
      const Value* name = entry.value->find("name");
      if (!is_map(entry.value) || (name && name->kind != Value::Kind::null)) continue;
      const bool external = is_true(entry.value->find("external"));
      if (!external && !may_copy(context, context.project_name.size(), entry.value->span)) break;
      const std::string text = external ? entry.key : context.project_name + "_" + entry.key;
      put(*entry.value, "name", unwritten(make_text(context, text, *entry.value)));
    }
  }
}

}  // namespace

void normalise(Value& root, ResolveContext& context) {
  add_default_network(root, context);
  for_each_service(root, [&](const Entry&, Value& service) {
    add_dependencies(service, context);
    clean_targets(service);
  });
  name_resources(root, context);
}

void drop_disabled(Value& root, ResolveContext& context) {
  Value* services = find_map(root, "services");
  if (!services) return;
  for (const std::string& name : context.disabled) {
    if (Value* service = services->find(name)) service->dropped = true;
  }
}

namespace {

/// Marks every resource of a section that no service names.
template <class Names>
void drop_unused_of(Value& root, std::string_view section, Names names_of) {
  Value* resources = find_map(root, section);
  if (!resources) return;
  for (Entry& entry : resources->entries) entry.value->dropped = true;
  for_each_service(root, [&](const Entry&, Value& service) {
    names_of(service, [&](std::string_view name) {
      if (Value* resource = resources->find(name)) resource->dropped = false;
    });
  });
}

template <class Use>
void use_sources(Value& map, std::string_view key, Use use) {
  const Value* mounts = find_list(map, key);
  if (!mounts) return;
  for (const Value* mount : mounts->items) {
    if (const Value* source = mount->find("source")) use(source->text);
  }
}

}  // namespace

void drop_unused(Value& root) {
  drop_unused_of(root, "networks", [](Value& service, auto use) {
    const Value* networks = find_map(service, "networks");
    if (!networks) return;
    for (const Entry& entry : networks->entries) use(entry.key);
  });
  drop_unused_of(root, "volumes", [](Value& service, auto use) {
    const Value* volumes = find_list(service, "volumes");
    if (!volumes) return;
    for (const Value* volume : volumes->items) {
      const Value* type = volume->find("type");
      const Value* source = volume->find("source");
      if (type && type->text == "volume" && source) use(source->text);
    }
  });
  drop_unused_of(root, "secrets", [](Value& service, auto use) {
    use_sources(service, "secrets", use);
    if (Value* build = find_map(service, "build")) use_sources(*build, "secrets", use);
  });
  drop_unused_of(root, "configs", [](Value& service, auto use) { use_sources(service, "configs", use); });
}

}  // namespace mailu_lint
