// `deploy:` of a service, and the requests for devices (`gpus:`), which have the same form.
#include "resolve/section.hpp"
#include "resolve/units.hpp"

namespace mailu_lint {
namespace {

void canonicalise_update(Value& deploy, std::string_view key, ResolveContext& context) {
  Value* update = find_map(deploy, key);
  if (!update) return;
  canonicalise_duration(*update, "delay", context);
  canonicalise_duration(*update, "monitor", context);
}

void canonicalise_resources(Value& resources, ResolveContext& context) {
  for (const std::string_view key : {"limits", "reservations"}) {
    Value* resource = find_map(resources, key);
    if (!resource) continue;
    canonicalise_cpus(*resource, "cpus", context);
    canonicalise_size(*resource, "memory", context);
    if (Value* devices = find_list(*resource, "devices")) canonicalise_devices(*devices, context);
  }
}

}  // namespace

void canonicalise_deploy(Value& deploy, ResolveContext& context) {
  if (deploy.kind != Value::Kind::map) return;
  if (Value* labels = deploy.find("labels")) list_to_map(*labels, Nulls::to_empty, context);
  canonicalise_update(deploy, "update_config", context);
  canonicalise_update(deploy, "rollback_config", context);
  if (Value* restart = find_map(deploy, "restart_policy")) {
    canonicalise_duration(*restart, "delay", context);
    canonicalise_duration(*restart, "window", context);
  }
  if (Value* resources = find_map(deploy, "resources")) canonicalise_resources(*resources, context);
}

void canonicalise_devices(Value& requests, ResolveContext& context) {
  for (Value* request : requests.items) {
    Value* count = request->find("count");
    if (Value* options = request->find("options")) list_to_map(*options, Nulls::to_empty, context);
    if (!is_text(count)) continue;
    const bool all = count->text == "all" || count->text == "ALL" || count->text == "All";
    const auto number = all ? std::optional<std::int64_t>(-1) : parse_integer(count->text);
    if (!number) {
      refuse(context, {.rule = RuleId::value_invalid,
                       .span = count->span,
                       .fact = in_ticks(*count) + " is not a number of devices",
                       .by = RefusedBy::compose,
                       .help = "write a number or `all`",
                       .known = count->known});
      continue;
    }
    put(*request, "count", make_integer(context, *number, *count));
  }
}

void canonicalise_gpus(Value& service, ResolveContext& context) {
  Value* gpus = service.find("gpus");
  if (is_text(gpus)) {
    Value* list = make_list(context, *gpus);
    list->items.push_back(make_map(context, *gpus));
    put(*list->items[0], "count", make_integer(context, -1, *gpus));
    put(service, "gpus", list);
  } else if (is_list(gpus)) {
    canonicalise_devices(*gpus, context);
  }
}

}  // namespace mailu_lint
