// `depends_on:`: docker compose keeps a map with conditions, a stack a list that it then ignores.
#include "resolve/section.hpp"

namespace mailu_lint {

void canonicalise_depends_on(Value& service, ResolveContext& context) {
  Value* depends_on = service.find("depends_on");
  if (!is_list(depends_on) || context.dialect == Dialect::stack) return;
  Value* map = make_map(context, *depends_on);
  for (const Value* item : depends_on->items) {
    if (!is_text(item)) continue;
    Value* dependency = make_map(context, *item);
    put(*dependency, "condition", make_text(context, "service_started", *item));
    put(*dependency, "required", make_boolean(context, true, *item));
    map->set(item->text, item->span, dependency);
  }
  put(service, "depends_on", map);
}

}  // namespace mailu_lint
