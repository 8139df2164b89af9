// `include`: whole projects brought in, each with its own directory and `.env`. docker compose only.
#include <algorithm>
#include <utility>

#include <mailu_lint/rule_id.hpp>

#include "resolve/compose_files.hpp"
#include "resolve/paths.hpp"
#include "resolve/project_environment.hpp"
#include "resolve/section.hpp"

namespace mailu_lint {
namespace {

/// One entry of `include`.
struct Inclusion {
  std::vector<const Value*> paths{};
  const Value* directory = nullptr;
  std::vector<const Value*> env_files{};
  const Value* entry = nullptr;
};

std::vector<const Value*> texts_of(const Value* value) {
  if (is_text(value)) return {value};
  std::vector<const Value*> texts;
  if (!is_list(value)) return texts;
  std::ranges::copy_if(value->items, std::back_inserter(texts), [](const Value* item) { return is_text(item); });
  return texts;
}

Inclusion read_inclusion(const Value& entry) {
  if (!is_map(&entry)) return {.paths = texts_of(&entry), .entry = &entry};
  const Value* directory = entry.find("project_directory");
  return {.paths = texts_of(entry.find("path")),
          .directory = is_text(directory) && !directory->text.empty() ? directory : nullptr,
          .env_files = texts_of(entry.find("env_file")),
          .entry = &entry};
}

bool is_remote(std::string_view path) {
  return path.find("://") != std::string_view::npos || path.starts_with("git@") || path.starts_with("github.com/");
}

bool same(const Value& a, const Value& b) {
  if (a.kind != b.kind || a.text != b.text || a.items.size() != b.items.size()) return false;
  if (a.entries.size() != b.entries.size()) return false;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    if (!same(*a.items[i], *b.items[i])) return false;
  }
  return std::ranges::all_of(a.entries, [&](const Entry& entry) {
    const Value* other = b.find(entry.key);
    return other && same(*entry.value, *other);
  });
}

/// `- NAME` in a list takes its value from the project that is included, not from the one that includes.
void fill_listed_variables(Value& project, const Variables& variables, ResolveContext& context) {
  Value* services = find_map(project, "services");
  if (!services) return;
  for (const Entry& service : services->entries) {
    Value* environment = is_map(service.value) ? find_map(*service.value, "environment") : nullptr;
    if (!environment || !environment->was_list) continue;
    for (const Entry& entry : environment->entries) {
      const Variable* variable = entry.value->kind == Value::Kind::null ? variables.find(entry.key) : nullptr;
      if (!variable || !may_copy(context, variable->value.size(), entry.value->span)) continue;
      entry.value->kind = Value::Kind::string;
      entry.value->text = variable->value;
      entry.value->known = variable->known;
      entry.value->via.push_back({Via::Kind::variable, entry.key, variable->span});
    }
  }
}

/// A build without a context is made in the directory of the project that it stands in.
void give_build_contexts(Value& project, ResolveContext& context) {
  Value* services = find_map(project, "services");
  if (!services) return;
  for (const Entry& service : services->entries) {
    Value* build = is_map(service.value) ? find_map(*service.value, "build") : nullptr;
    if (build && !build->find("context")) put(*build, "context", make_text(context, ".", *build));
  }
}

class Includer {
 public:
  Includer(LoadState& state, const ComposeScope& scope) : state_(state), scope_(scope) {}

  Value* load(const Inclusion& inclusion);

 private:
  std::vector<FileId> open(const std::vector<const Value*>& paths);
  std::vector<std::string> env_files(const Inclusion& inclusion, const std::string& directory);
  void report_unreadable(const Value& path, const std::string& full_path, ReadError error);

  LoadState& state_;
  const ComposeScope& scope_;
};

void Includer::report_unreadable(const Value& path, const std::string& full_path, ReadError error) {
  state_.model.missing.push_back(shown_path(state_, full_path));
  refuse(state_.context, {.rule = RuleId::include_unreadable,
                          .span = path.span,
                          .fact = "`" + shown_path(state_, full_path) + "`: " + std::string(to_string(error)),
                          .by = RefusedBy::compose,
                          .help = "check the path; it is relative to the file that includes it",
                          .known = path.known});
}

std::vector<FileId> Includer::open(const std::vector<const Value*>& paths) {
  std::vector<FileId> files;
  for (const Value* path : paths) {
    const std::string full_path = join_path(scope_.directory, path->text);
    const auto opened = open_file(state_, full_path);
    if (const FileId* file = std::get_if<FileId>(&opened)) {
      files.push_back(*file);
    } else {
      report_unreadable(*path, full_path, std::get<ReadError>(opened));
    }
  }
  return files;
}

std::vector<std::string> Includer::env_files(const Inclusion& inclusion, const std::string& directory) {
  std::vector<std::string> files;
  if (inclusion.env_files.empty()) {
    std::string dotenv = join_path(directory, ".env");
    if (std::holds_alternative<FileId>(open_file(state_, dotenv))) files.push_back(std::move(dotenv));
    return files;
  }
  for (const Value* file : inclusion.env_files) {
    std::string path = join_path(scope_.directory, file->text);
    const auto opened = open_file(state_, path);
    if (const ReadError* error = std::get_if<ReadError>(&opened)) {
      report_unreadable(*file, path, *error);
    } else {
      files.push_back(std::move(path));
    }
  }
  return files;
}

Value* Includer::load(const Inclusion& inclusion) {
  if (inclusion.paths.empty()) return nullptr;
  if (std::ranges::any_of(inclusion.paths, [](const Value* path) { return is_remote(path->text); })) {
    state_.model.missing.push_back(inclusion.paths.front()->text);
    return nullptr;
  }
  const std::string main = join_path(scope_.directory, inclusion.paths.front()->text);
  if (std::ranges::find(scope_.including, main) != scope_.including.end()) {
    refuse(state_.context, {.rule = RuleId::inclusion_cycle,
                            .span = inclusion.paths.front()->span,
                            .fact = "`" + shown_path(state_, main) + "` includes itself in the end",
                            .by = RefusedBy::compose,
                            .help = "remove one of the inclusions"});
    return nullptr;
  }
  state_.included += inclusion.paths.size();
  if (state_.included > most_included) {
    report_limit(state_.context, RuleId::size_limit, inclusion.entry->span,
                 "`include` and `extends` bring more than 500 files; nothing is checked");
    return nullptr;
  }
  ComposeScope inner{.including = scope_.including};
  inner.directory = inclusion.directory ? join_path(scope_.directory, inclusion.directory->text) : parent_path(main);
  inner.including.push_back(main);
  Variables variables(nullptr, scope_.variables);
  read_env_files(state_, env_files(inclusion, inner.directory), *scope_.variables, variables, nullptr);
  inner.variables = &variables;

  Value* project = load_compose_files(state_, open(inclusion.paths), inner);
  const std::string outer = std::exchange(state_.context.directory, inner.directory);
  give_build_contexts(*project, state_.context);
  resolve_paths(*project, state_.context);
  state_.context.directory = outer;
  fill_listed_variables(*project, variables, state_.context);
  add_step(*project, {Via::Kind::include, "", inclusion.entry->span});
  return project;
}

void import_section(LoadState& state, Value& document, const Value& project, std::string_view section) {
  const Entry* from = project.entry(section);
  if (!from || !is_map(from->value)) return;
  if (!document.find(section)) document.set(section, from->key_span, make_map(state.context, *from->value));
  Value* to = document.find(section);
  if (!is_map(to)) return;
  for (const Entry& entry : from->value->entries) {
    const Entry* known = to->entry(entry.key);
    if (!known) {
      to->entries.push_back(entry);
    } else if (!same(*known->value, *entry.value)) {
      refuse(state.context, {.rule = RuleId::duplicate_key,
                             .span = known->key_span,
                             .fact = "`" + entry.key + "` is in an included file too",
                             .by = RefusedBy::compose,
                             .help = "keep one of the two; only Compose 5.0 and later merges them",
                             .related = {{entry.key_span, "here as well"}}});
    }
  }
}

}  // namespace

void apply_include(LoadState& state, Value& document, const ComposeScope& scope) {
  const Value* include = document.find("include");
  if (!is_list(include)) return;
  state.model.has_include = true;
  Includer includer(state, scope);
  for (const Value* entry : include->items) {
    const Value* project = includer.load(read_inclusion(*entry));
    if (!project) continue;
    for (const std::string_view section : {"services", "volumes", "networks", "secrets", "configs", "models"}) {
      import_section(state, document, *project, section);
    }
  }
  document.erase("include");
}

}  // namespace mailu_lint
