// `build:` of a service: a directory, or a map.
#include "resolve/section.hpp"

namespace mailu_lint {

void canonicalise_build(Value& service, ResolveContext& context) {
  Value* build = service.find("build");
  if (is_text(build)) {
    Value* map = make_map(context, *build);
    put(*map, "context", build);
    put(service, "build", map);
    return;
  }
  if (!is_map(build)) return;
  if (Value* args = build->find("args")) list_to_map(*args, Nulls::keep, context);
  if (Value* labels = build->find("labels")) list_to_map(*labels, Nulls::to_empty, context);
  if (Value* contexts = build->find("additional_contexts")) list_to_map(*contexts, Nulls::to_empty, context);
  if (Value* hosts = build->find("extra_hosts")) canonicalise_extra_hosts(*hosts, context);
  canonicalise_text_list(*build, "cache_from", context);
  if (context.dialect == Dialect::stack) return;
  if (Value* secrets = build->find("secrets")) canonicalise_file_mounts(*secrets, context);
  for (const std::string_view key : {"cache_to", "tags", "platforms"}) canonicalise_text_list(*build, key, context);
  canonicalise_size(*build, "shm_size", context);
}

}  // namespace mailu_lint
