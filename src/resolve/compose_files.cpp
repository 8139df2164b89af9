#include "resolve/compose_files.hpp"

#include <utility>

#include <mailu_lint/rule_id.hpp>

#include "resolve/merge_compose.hpp"
#include "resolve/section.hpp"

namespace mailu_lint {
namespace {

/// An empty value in a service keeps what the service it extends has. Looks at services of the same document only.
void drop_nulls_over_extended(Value& document) {
  Value* services = find_map(document, "services");
  if (!services) return;
  for (const Entry& entry : services->entries) {
    const Value* extends = is_map(entry.value) ? entry.value->find("extends") : nullptr;
    if (is_map(extends)) extends = extends->find("file") ? nullptr : extends->find("service");
    const Value* base = is_text(extends) ? services->find(extends->text) : nullptr;
    if (base && base != entry.value) drop_hidden_nulls_of_service(*base, *entry.value);
  }
}

/// docker compose's order of steps, for one YAML document.
void add_document(LoadState& state, Value& all, Value& document, const ComposeScope& scope) {
  const std::vector<std::string> places = take_marks(document);
  interpolate_values(document, *scope.variables, state.context, state.log);
  cast_types(document, state.context);
  drop_hidden_nulls(all, document);
  drop_nulls_over_extended(document);
  keep_unique(document);
  check_schema(document, state.context);
  document.erase("version");
  canonicalise(document, state.context);
  keep_unique(document);
  apply_extends(state, document, scope, places);
  apply_marks(all, places);
  apply_include(state, document, scope);
  merge_compose(all, document, state.context);
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
