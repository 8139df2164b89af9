#include "resolve/model.hpp"
#include "resolve/section.hpp"

namespace mailu_lint {
namespace {

/// The variable as an entry of `environment`; nothing for a line of an env file that only names one nobody sets, which
/// docker skips. The same in `environment` takes the variable out of the container: docker prints `null`.
Value* value_of(const Setting& setting, ValueArena& arena) {
  if (setting.inherited && setting.source == Setting::Source::env_file) return nullptr;
  Value* value = arena.make();
  value->kind = setting.inherited ? Value::Kind::null : Value::Kind::string;
  value->text = setting.value.docker_value();
  value->known = setting.value.known() || setting.inherited;
  value->span = setting.value.span();
  value->via = setting.value.via();
  return value;
}

void write_environment(Value& service, const Environment& environment, ValueArena& arena) {
  const Entry* written = service.entry("environment");
  Value* map = arena.make();
  map->kind = Value::Kind::map;
  map->span = written && written->value ? written->value->span : service.span;
  map->entries.reserve(environment.settings.size());
  for (const Setting& setting : environment.settings) {
    if (Value* value = value_of(setting, arena)) map->entries.push_back({setting.name, setting.name_span, value});
  }
  const Span nowhere = service.span.part(service.span.begin, service.span.begin);
  if (map->entries.empty()) {
    service.erase("environment");
  } else {
    service.set("environment", written ? written->key_span : nowhere, map);
  }
}

}  // namespace

void write_environments(Model& model) {
  Value* services = find_map(*model.root, "services");
  if (!services) return;
  for (const ServiceEnvironment& of : model.environments) {
    Value* service = services->find(of.service);
    if (service && is_map(service)) write_environment(*service, of.environment, *model.arena);
  }
}

}  // namespace mailu_lint
