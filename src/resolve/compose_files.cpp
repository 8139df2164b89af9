#include "resolve/compose_files.hpp"

#include <algorithm>
#include <utility>

#include <mailu_lint/rule_id.hpp>

#include "resolve/merge_compose.hpp"
#include "resolve/section.hpp"

namespace mailu_lint {
namespace {

/// Says of empty values that no other file and no extended service has filled what the schema says of them.
void check_nulls_left(const Value& all, const std::vector<std::string>& extending, ResolveContext& context) {
  const Value* services = all.find("services");
  for (const std::string& name : extending) {
    const Entry* service = services->entry(name);
    if (!service || !is_map(service->value)) continue;
    Value* alone = make_map(context, *service->value);
    std::ranges::copy_if(service->value->entries, std::back_inserter(alone->entries),
                         [](const Entry& entry) { return entry.value->kind == Value::Kind::null; });
    if (alone->entries.empty()) continue;
    Value* parent = make_map(context, *services);
    parent->entries.push_back({name, service->key_span, alone});
    Value* root = make_map(context, all);
    root->entries.push_back({"services", {}, parent});
    check_schema(*root, context);
  }
}

}  // namespace

void HiddenNulls::take(Value& service) {
  const std::size_t before = service.entries.size();
  std::erase_if(service.entries, [&](const Entry& entry) {
    const bool null = entry.value->kind == Value::Kind::null;
    if (null) taken_.emplace_back(&service, entry);
    return null;
  });
  if (service.entries.size() != before) service.index.forget();
}

void HiddenNulls::put_back() {
  for (auto& [service, entry] : taken_) service->entries.push_back(std::move(entry));
  taken_.clear();
}

namespace {

/// docker compose's order of steps, for one YAML document.
void add_document(LoadState& state, Value& all, Value& document, const ComposeScope& scope) {
  const std::vector<std::string> places = take_marks(document);
  interpolate_values(document, *scope.variables, state.context, state.log);
  cast_types(document, state.context);
  drop_hidden_nulls(all, document);
  HiddenNulls nulls;
  std::vector<std::string> extending;
  if (Value* services = find_map(document, "services")) {
    for (const Entry& entry : services->entries) {
      if (!is_map(entry.value) || !entry.value->find("extends")) continue;
      extending.push_back(entry.key);
      nulls.take(*entry.value);
    }
  }
  keep_unique(document);
  check_schema(document, state.context);
  canonicalise(document, state.context);
  keep_unique(document);
  nulls.put_back();
  apply_extends(state, document, scope, places);
  apply_marks(all, places);
  apply_include(state, document, scope);
  merge_compose(all, document, state.context);
  check_nulls_left(all, extending, state.context);
}

}  // namespace

Value* load_compose_files(LoadState& state, const std::vector<FileId>& files, const ComposeScope& scope) {
  const std::string outer_directory = std::exchange(state.context.directory, scope.directory);
  Value* all = state.context.arena->make();
  all->kind = Value::Kind::map;
  for (const FileId file : files) {
    for (Value* document : read_documents(state, file)) add_document(state, *all, *document, scope);
  }
  state.context.directory = outer_directory;
  return all;
}

}  // namespace mailu_lint
