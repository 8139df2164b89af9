// Build arguments without a value: docker compose takes them from its own environment, or leaves them out.
#include "resolve/load_state.hpp"
#include "resolve/section.hpp"

namespace mailu_lint {

void fill_build_arguments(Value& service, const Variables& variables, ResolveContext& context) {
  Value* build = find_map(service, "build");
  Value* arguments = build ? find_map(*build, "args") : nullptr;
  if (!arguments) return;
  std::vector<Entry> kept;
  for (const Entry& entry : arguments->entries) {
    Value& value = *entry.value;
    if (value.kind == Value::Kind::null) {
      const Variable* variable = variables.find(entry.key);
      if (!variable || !may_copy(context, variable->value.size(), value.span)) continue;
      value.kind = Value::Kind::string;
      value.text = variable->value;
      value.known = variable->known;
      value.via.push_back({Via::Kind::variable, entry.key, variable->span});
    }
    kept.push_back(entry);
  }
  arguments->entries = std::move(kept);
  arguments->index.forget();
}

}  // namespace mailu_lint
