#include "resolve/project_environment.hpp"

#include <algorithm>

#include <mailu_lint/rule_id.hpp>

#include "parse/dotenv.hpp"
#include "resolve/paths.hpp"
#include "resolve/section.hpp"

namespace mailu_lint {
namespace {

std::vector<std::string> split_at_commas(std::string_view list) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t comma = list.find(',');
    std::string_view part = list.substr(0, comma);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
    if (comma == std::string_view::npos) return parts;
    list.remove_prefix(comma + 1);
  }
}

/// Go's ParseBool.
bool is_true_word(std::string_view text) {
  constexpr std::string_view words[] = {"1", "t", "T", "true", "TRUE", "True"};
  return std::ranges::find(words, text) != std::ranges::end(words);
}

std::string_view shell_value(const LoadState& state, std::string_view name) {
  const Variable* variable = state.shell.find(name);
  return variable ? std::string_view(variable->value) : std::string_view();
}

/// The env files that docker reads, by path in the model; a `.env` that is not there is none.
std::vector<std::string> project_env_files(LoadState& state) {
  const bool compose = state.context.dialect == Dialect::compose;
  if (!compose && state.options.stack_dotenv == StackDotenv::as_docker_does) return {};
  std::vector<std::string> files;
  for (const std::string& file : state.project.env_files) files.push_back(file);
  if (files.empty() && compose) files = split_at_commas(shell_value(state, "COMPOSE_ENV_FILES"));
  for (std::string& file : files) file = join_path(state.project.working_directory, file);
  if (!files.empty() || (compose && is_true_word(shell_value(state, "COMPOSE_DISABLE_ENV_FILE")))) return files;
  std::string dotenv = join_path(state.directory, ".env");
  if (std::holds_alternative<FileId>(open_file(state, dotenv))) files.push_back(std::move(dotenv));
  return files;
}

Setting setting_of(const EnvEntry& entry) {
  return {.name = entry.name, .name_span = entry.name_span, .value = entry.value, .source = Setting::Source::env_file};
}

}  // namespace

void read_env_files(LoadState& state, const std::vector<std::string>& paths, const Variables& outside, Variables& into,
                    std::vector<Setting>* settings) {
  for (const std::string& path : paths) {
    const auto opened = open_file(state, path);
    const FileId* file = std::get_if<FileId>(&opened);
    if (!file) {
      state.context.refused = true;
      state.model.missing.push_back(shown_path(state, path));
      continue;
    }
    const EnvFileContent content = parse_dotenv(*file, state.documents.sources()[*file], EnvGrammar::compose, outside,
                                                into, *state.context.findings);
    if (!content.valid && state.context.dialect == Dialect::compose) state.context.refused = true;
    for (const EnvEntry& entry : content.entries) {
      if (entry.absent) continue;
      into.set(entry.name, {entry.value.docker_value(), entry.value.span(), entry.value.known()});
      if (settings) settings->push_back(setting_of(entry));
    }
  }
}

void read_project_environment(LoadState& state, Variables& variables) {
  std::vector<Setting> all;
  read_env_files(state, project_env_files(state), state.shell, variables, &all);
  std::ranges::stable_sort(all, {}, &Setting::name);
  for (Setting& setting : all) {
    if (state.shell.find(setting.name)) continue;
    auto& effective = state.model.variables;
    if (!effective.empty() && effective.back().name == setting.name) {
      effective.back() = std::move(setting);
    } else {
      effective.push_back(std::move(setting));
    }
  }
  const std::string& directory = state.project.working_directory;
  if (!directory.empty() && !variables.find("PWD")) variables.set("PWD", {directory});
}

namespace {

/// The last `name:` of the project's own files that is not empty.
std::string written_name(LoadState& state, const Variables& variables) {
  std::string name;
  for (const std::string& path : state.project.files) {
    const auto opened = state.documents.sources().open(path);
    const FileId* file = std::get_if<FileId>(&opened);
    if (!file) continue;
    for (const yaml::NodeRef root : state.documents.yaml(*file).documents()) {
      if (root.kind() != yaml::Kind::mapping) continue;
      for (yaml::NodeRef key = root.first_child(); key && key.next(); key = key.next().next()) {
        if (key.text() == "name" && !key.next().text().empty()) name = key.next().text();
      }
    }
  }
  return interpolate(name, state.context.dialect, variables).text;
}

std::string normalise_name(std::string_view text) {
  std::string name;
  for (const char c : text) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    const bool starts = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
    if (starts || (!name.empty() && (lower == '-' || lower == '_'))) name += lower;
  }
  return name;
}

}  // namespace

std::string find_project_name(LoadState& state, const Variables& variables) {
  if (!state.project.name.empty()) return state.project.name;
  if (state.context.dialect == Dialect::stack) return {};
  if (const Variable* name = variables.find("COMPOSE_PROJECT_NAME"); name && !name->value.empty()) return name->value;
  if (std::string name = normalise_name(written_name(state, variables)); !name.empty()) return name;
  return normalise_name(base_name(state.directory));
}

std::vector<std::string> find_profiles(const LoadState& state, const Variables& variables) {
  if (!state.project.profiles.empty()) return state.project.profiles;
  const Variable* profiles = variables.find("COMPOSE_PROFILES");
  return profiles ? split_at_commas(profiles->value) : std::vector<std::string>();
}

}  // namespace mailu_lint
