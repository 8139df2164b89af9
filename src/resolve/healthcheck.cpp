// `healthcheck:` of a service: the test as a list, durations as docker prints them.
#include "resolve/section.hpp"

namespace mailu_lint {

void canonicalise_healthcheck(Value& healthcheck, ResolveContext& context) {
  if (healthcheck.kind != Value::Kind::map) return;
  Value* test = healthcheck.find("test");
  if (is_text(test)) {
    // A string is a shell command, `NONE` too.
    Value* list = make_list(context, *test);
    Value* shell = make_text(context, "CMD-SHELL", *test);
    shell->node = {};
    list->items = {shell, test};
    put(healthcheck, "test", list);
  }
  for (const std::string_view key : {"interval", "timeout", "start_period", "start_interval"}) {
    canonicalise_duration(healthcheck, key, context);
  }
}

}  // namespace mailu_lint
