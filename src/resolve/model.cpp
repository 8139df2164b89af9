// The order of the steps; each step is a file of its own.
#include "resolve/model.hpp"

#include <algorithm>
#include <set>

#include <mailu_lint/rule_id.hpp>

#include "resolve/compose_files.hpp"
#include "resolve/cut_files.hpp"
#include "resolve/load_state.hpp"
#include "resolve/paths.hpp"
#include "resolve/project_environment.hpp"
#include "resolve/section.hpp"
#include "resolve/service_environment.hpp"
#include "resolve/stack_files.hpp"

namespace mailu_lint {
namespace {

void start(LoadState& state) {
  ResolveContext& context = state.context;
  context.dialect = state.model.dialect;
  context.arena = state.model.arena.get();
  context.sources = &state.documents.sources();
  context.findings = &state.documents.findings();
  for (const auto& [name, value] : state.options.shell_env) state.shell.set(name, {value});
  if (const Variable* home = state.shell.find("HOME")) context.home = home->value;

  const Project& project = state.project;
  state.shown_directory = project.directory;
  if (state.shown_directory.empty()) {
    const bool from_file = !project.files.empty() && project.files.front() != "-";
    state.shown_directory = from_file ? parent_path(project.files.front()) : ".";
  }
  state.directory = join_path(project.working_directory, state.shown_directory);
  context.directory = state.directory;
  state.model.directory = state.directory;
}

/// Files that cannot be opened are left out: the pipeline reports them.
std::vector<FileId> open_project_files(LoadState& state) {
  std::vector<FileId> files;
  for (const std::string& path : state.project.files) {
    const auto opened = state.documents.sources().open(path);
    if (const FileId* file = std::get_if<FileId>(&opened)) {
      files.push_back(*file);
    } else {
      state.context.refused = true;
    }
  }
  return files;
}

void report_empty(LoadState& state, const std::vector<FileId>& files) {
  if (files.empty() || !state.model.root->entries.empty() || state.context.refused) return;
  refuse(state.context, {.rule = RuleId::value_type,
                         .span = {files.front(), 0, 0},
                         .fact = "the file is empty",
                         .help = "a compose file starts with `services:`"});
}

bool is_enabled(const Value& service, const std::vector<std::string>& active) {
  const Value* profiles = service.find("profiles");
  if (!is_list(profiles) || profiles->items.empty()) return true;
  return std::ranges::any_of(active, [&](const std::string& name) {
    return name == "*" || std::ranges::any_of(profiles->items, [&](const Value* item) { return item->text == name; });
  });
}

void find_disabled(LoadState& state, const Value& services, const Variables& variables) {
  const std::vector<std::string> active = find_profiles(state, variables);
  for (const Entry& entry : services.entries) {
    if (is_map(entry.value) && !is_enabled(*entry.value, active)) state.context.disabled.push_back(entry.key);
  }
  state.model.disabled = state.context.disabled;
}

Environments resolve_environments(LoadState& state, const Value& services, const Variables& variables) {
  Environments environments;
  EnvironmentReader reader(state, variables);
  const std::set<std::string_view> disabled(state.context.disabled.begin(), state.context.disabled.end());
  for (const Entry& entry : services.entries) {
    if (!is_map(entry.value)) continue;
    const auto importance =
        disabled.contains(entry.key) ? EnvironmentReader::Importance::dormant : EnvironmentReader::Importance::runs;
    environments.emplace(entry.key, reader.resolve(*entry.value, importance));
    if (Value* env_file = entry.value->find("env_file")) env_file->dropped = true;
    fill_build_arguments(*entry.value, variables, state.context);
    if (importance == EnvironmentReader::Importance::runs) read_label_files(state, *entry.value);
  }
  return environments;
}

void finish_environments(LoadState& state, const Value& services, Environments environments) {
  for (const Entry& entry : services.entries) {
    const auto found = environments.find(entry.key);
    if (found == environments.end() || !is_map(entry.value)) continue;
    state.model.environments.push_back(found->second.finish(entry.key));
  }
}

void load_compose(LoadState& state, const std::vector<FileId>& files, Variables& variables) {
  ComposeScope scope{.directory = state.directory, .variables = &variables};
  for (const std::string& path : state.project.files) {
    scope.including.push_back(join_path(state.project.working_directory, path));
  }
  Value* root = load_compose_files(state, files, scope);
  state.model.root = root;
  report_empty(state, files);
  resolve_paths(*root, state.context);
  Value* services = find_map(*root, "services");
  if (services) {
    find_disabled(state, *services, variables);
    finish_environments(state, *services, resolve_environments(state, *services, variables));
  }
  if (state.context.project_name.empty()) return;
  Value* name = state.context.arena->make();
  name->kind = Value::Kind::string;
  name->text = state.context.project_name;
  const Entry* written = root->entry("name");
  if (written) name->span = written->value->span;
  root->set("name", written ? written->key_span : Span{}, name);
}

void load_stack(LoadState& state, const std::vector<FileId>& files, const Variables& variables) {
  Environments environments;
  state.model.root = load_stack_files(state, files, variables, environments);
  report_empty(state, files);
  if (const Value* services = find_map(*state.model.root, "services")) {
    finish_environments(state, *services, std::move(environments));
  }
}

/// The parser reports what docker refuses and goes on.
bool has_syntax_error(const LoadState& state) {
  return std::ranges::any_of(state.context.findings->list(), [&](const Finding& finding) {
    const bool syntax = finding.rule == RuleId::yaml_syntax || finding.rule == RuleId::duplicate_key ||
                        finding.rule == RuleId::alias_invalid;
    return syntax && state.listed.contains(finding.span.file);
  });
}

/// Aliases, files read twice and services that share an env file lead to the same finding again.
void drop_repeated(std::vector<Finding>& findings, std::size_t from) {
  std::set<std::tuple<RuleId, Span, std::string>> seen;
  const auto repeated = std::remove_if(
      findings.begin() + static_cast<std::ptrdiff_t>(from), findings.end(),
      [&](const Finding& finding) { return !seen.emplace(finding.rule, finding.span, finding.message).second; });
  findings.erase(repeated, findings.end());
}

}  // namespace

Model load_model(const Project& project, Dialect dialect, const Options& options, Documents& documents) {
  Model model;
  model.dialect = dialect;
  model.arena = std::make_shared<ValueArena>();
  LoadState state{.project = project,
                  .options = options,
                  .documents = documents,
                  .model = model,
                  .log = VariableLog(dialect, documents.findings())};
  const std::size_t findings_before = documents.findings().list().size();
  start(state);
  Variables variables(nullptr, &state.shell);
  read_project_environment(state, variables);
  state.context.project_name = find_project_name(state, variables);
  model.name = state.context.project_name;
  const std::vector<FileId> files = open_project_files(state);
  if (dialect == Dialect::compose) {
    variables.set("COMPOSE_PROJECT_NAME", {model.name});
    load_compose(state, files, variables);
  } else {
    load_stack(state, files, variables);
    report_unread_dotenv(state);
  }
  state.log.report.finish();
  finish(*model.root, state.context);
  model.refused = state.context.refused || has_syntax_error(state);
  drop_misleading(state, findings_before);
  drop_repeated(documents.findings().list(), findings_before);
  return model;
}

}  // namespace mailu_lint
