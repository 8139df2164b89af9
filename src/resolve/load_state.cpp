#include "resolve/load_state.hpp"

#include <mailu_lint/rule_id.hpp>

#include "resolve/paths.hpp"
#include "resolve/section.hpp"

namespace mailu_lint {
namespace {

constexpr std::size_t most_steps = 8;  // of a value's way that are remembered

std::optional<std::string_view> below(std::string_view path, std::string_view directory) {
  if (directory.empty() || !path.starts_with(directory)) return std::nullopt;
  path.remove_prefix(directory.size());
  if (directory.back() == '/') return path;
  if (!path.starts_with('/')) return std::nullopt;
  return path.substr(1);
}

void step_in(Value& value, const Via& step) {
  if (value.via.size() < most_steps) value.via.insert(value.via.begin(), step);
}

}  // namespace

std::string shown_path(const LoadState& state, const std::string& path) {
  if (const auto rest = below(path, state.directory)) return join_path(state.shown_directory, *rest);
  if (const auto rest = below(path, state.project.working_directory)) return std::string(*rest);
  return path;
}

std::variant<FileId, ReadError> open_file(LoadState& state, const std::string& path) {
  return state.documents.sources().open(shown_path(state, path));
}

std::vector<Value*> read_documents(LoadState& state, FileId file) {
  const yaml::Tree& tree = state.documents.yaml(file);
  if (state.listed.insert(file).second) state.model.files.push_back(file);
  if (!tree.complete() || tree.refused()) state.context.refused = true;
  auto& budget = state.budgets.try_emplace(file, tree).first->second;
  std::vector<Value*> documents;
  for (const yaml::NodeRef root : tree.documents()) {
    if (state.context.dialect == Dialect::stack && !documents.empty()) break;  // a stack reads only the first
    if (root.kind() != yaml::Kind::mapping) {
      refuse(state.context, {.rule = RuleId::value_type,
                             .span = root.span(),
                             .fact = "the file holds no mapping at its top",
                             .help = "a compose file starts with `services:`"});
      continue;
    }
    if (state.context.arena->size() > most_values) break;
    documents.push_back(values_from_yaml(root, budget, state.context));
  }
  return documents;
}

void add_step(Value& value, const Via& step) {
  step_in(value, step);
  for (Value* item : value.items) add_step(*item, step);
  for (const Entry& entry : value.entries) add_step(*entry.value, step);
}

Value* clone(LoadState& state, const Value& value, const Via& step) {
  Value* copy = state.context.arena->make();
  *copy = value;
  step_in(*copy, step);
  if (state.context.arena->size() > most_values) {
    copy->items.clear();
    copy->entries.clear();
    state.context.refused = true;
    return copy;
  }
  for (Value*& item : copy->items) item = clone(state, *item, step);
  for (Entry& entry : copy->entries) entry.value = clone(state, *entry.value, step);
  return copy;
}

}  // namespace mailu_lint
