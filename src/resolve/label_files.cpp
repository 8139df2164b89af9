// `label_file`: labels read from env files. docker compose only; what the service says itself wins.
#include <mailu_lint/rule_id.hpp>

#include "parse/dotenv.hpp"
#include "resolve/load_state.hpp"
#include "resolve/section.hpp"

namespace mailu_lint {
namespace {

struct Labels {
  Value* map = nullptr;
  Variables variables{};  ///< for interpolation in later files
};

void add_entry(LoadState& state, const EnvEntry& entry, const Value& path, Labels& labels) {
  Value* value = state.context.arena->make();
  value->kind = Value::Kind::string;
  value->text = entry.value.docker_value();
  value->known = entry.value.known();
  value->span = entry.value.span();
  value->via = entry.value.via();
  value->via.insert(value->via.begin(), {Via::Kind::env_file, "", path.span});
  labels.map->set(entry.name, entry.name_span, value);
  labels.variables.set(entry.name, {value->text, value->span, value->known});
}

void read_file(LoadState& state, const Value& path, Labels& labels) {
  const auto opened = open_file(state, path.text);
  const FileId* file = std::get_if<FileId>(&opened);
  if (!file) {
    const std::string shown = shown_path(state, path.text);
    state.model.missing.push_back(shown);
    refuse(state.context, {.rule = RuleId::include_unreadable,
                           .span = path.span,
                           .fact = "`" + shown + "`: " + std::string(to_string(std::get<ReadError>(opened))),
                           .by = RefusedBy::compose,
                           .known = path.known});
    return;
  }
  // Read again for each service that names it.
  if (!may_copy(state.context, state.documents.sources()[*file].text().size(), path.span)) return;
  const EnvFileContent content = parse_dotenv(*file, state.documents.sources()[*file], EnvGrammar::compose, Variables(),
                                              labels.variables, *state.context.findings);
  if (!content.valid) state.context.refused = true;
  for (const EnvEntry& entry : content.entries) {
    if (!entry.absent) add_entry(state, entry, path, labels);
  }
}

}  // namespace

void read_label_files(LoadState& state, Value& service) {
  const Value* files = service.find("label_file");
  if (!is_list(files)) return;
  Labels labels{.map = make_map(state.context, *files)};
  for (const Value* path : files->items) {
    if (is_text(path)) read_file(state, *path, labels);
  }
  const Entry* own = service.entry("labels");
  const Span key_span = own ? own->key_span : service.entry("label_file")->key_span;
  if (own && is_map(own->value)) {
    for (const Entry& entry : own->value->entries) labels.map->set(entry.key, entry.key_span, entry.value);
  }
  service.erase("label_file");
  if (!labels.map->entries.empty()) service.set("labels", key_span, labels.map);
}

}  // namespace mailu_lint
