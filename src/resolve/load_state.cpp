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

void report_too_many_values(LoadState& state, Span place) {
  report_limit(state.context, RuleId::size_limit, place,
               "written out, the files become more than 2,000,000 values; nothing is checked");
}

std::size_t text_size(const Value& value) {
  std::size_t size = value.text.size();
  for (const Via& step : value.via) size += step.name.size();
  for (const Entry& entry : value.entries) size += entry.key.size();
  return size;
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
  std::string shown = shown_path(state, path);
  auto opened = state.documents.sources().open(shown);
  const ReadError* error = std::get_if<ReadError>(&opened);
  // A file that is not there is the user's mistake, and docker's to refuse; one that is there and cannot be read is
  // not.
  if (error && *error != ReadError::missing && *error != ReadError::directory) {
    state.model.unreadable.insert(std::move(shown) + ": " + std::string(to_string(*error)));
  }
  return opened;
}

std::vector<Value*> read_documents(LoadState& state, FileId file) {
  const yaml::Tree& tree = state.documents.yaml(file);
  if (state.listed.insert(file).second) state.model.files.push_back(file);
  if (tree.cut()) state.model.cut = true;
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
    if (state.context.arena->size() > most_values) {
      report_too_many_values(state, root.span());
      break;
    }
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
  if (state.context.arena->size() > most_values) {
    report_too_many_values(state, value.span);
    return copy;
  }
  if (!may_copy(state.context, text_size(value), value.span)) return copy;
  *copy = value;
  step_in(*copy, step);
  for (Value*& item : copy->items) item = clone(state, *item, step);
  for (Entry& entry : copy->entries) entry.value = clone(state, *entry.value, step);
  return copy;
}

}  // namespace mailu_lint
