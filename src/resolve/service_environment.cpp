#include "resolve/service_environment.hpp"

#include <algorithm>
#include <utility>

#include <mailu_lint/rule_id.hpp>

#include "resolve/paths.hpp"
#include "resolve/section.hpp"

namespace mailu_lint {
namespace {

// What all services together may read. 1000 services that share an env file of a megabyte would be a gigabyte.
constexpr std::size_t most_parsed_bytes = 64U << 20U;

Setting setting_of(const Entry& entry) {
  const Value& value = *entry.value;
  Setting setting{.name = entry.key, .name_span = entry.key_span, .source = Setting::Source::environment};
  setting.inherited = value.kind == Value::Kind::null;
  setting.value = Text(value.text, value.span, value.via, value.known && !setting.inherited);
  return setting;
}

/// What a file sets, for the files behind it.
void add_variables(const EnvFileContent& content, Variables& variables) {
  for (const EnvEntry& entry : content.entries) {
    if (entry.absent) continue;
    variables.set(entry.name, {entry.value.docker_value(), entry.value.span(), entry.value.known()});
  }
}

/// With the variables in them put in.
std::size_t text_of(const EnvFileContent& content) {
  std::size_t size = 0;
  for (const EnvEntry& entry : content.entries) size += entry.value.docker_value().size();
  return size;
}

bool is_empty(const Setting& setting) {
  return setting.inherited || setting.value.docker_value().empty();
}

}  // namespace

void ResolvedEnvironment::expect(std::size_t count) {
  if (!settings_.empty()) return;  // making room time and again is slower than growing
  settings_.reserve(count);
}

void ResolvedEnvironment::add(Setting setting) {
  const std::size_t place = index_.position(settings_, setting.name);
  if (place == index_.nowhere) {
    settings_.push_back(std::move(setting));
  } else {
    losers_.push_back(std::exchange(settings_[place], std::move(setting)));
  }
}

const Setting* ResolvedEnvironment::find(std::string_view name) const {
  const std::size_t place = index_.position(settings_, name);
  return place == index_.nowhere ? nullptr : &settings_[place];
}

void ResolvedEnvironment::merge(ResolvedEnvironment later) {
  for (Setting& setting : later.settings_) {
    const Setting* current = find(setting.name);
    if (current && is_empty(setting) && !is_empty(*current)) {
      losers_.push_back(std::move(setting));
    } else {
      add(std::move(setting));
    }
  }
  std::ranges::move(later.losers_, std::back_inserter(losers_));
  std::ranges::move(later.files, std::back_inserter(files));
  if (incomplete.empty()) incomplete = std::move(later.incomplete);
  has_environment_key = has_environment_key || later.has_environment_key;
}

ServiceEnvironment ResolvedEnvironment::finish(std::string service) {
  ServiceEnvironment result{
      .service = std::move(service), .files = std::move(files), .has_environment_key = has_environment_key};
  std::vector<Setting*> sorted;  // settings are large to move about
  sorted.reserve(settings_.size());
  for (Setting& setting : settings_) sorted.push_back(&setting);
  std::ranges::sort(sorted, {}, &Setting::name);
  result.environment.settings.reserve(sorted.size());
  for (Setting* setting : sorted) result.environment.settings.push_back(std::move(*setting));
  result.environment.overridden = std::move(losers_);
  result.environment.incomplete = std::move(incomplete);
  return result;
}

/// One entry of `env_file`.
struct EnvironmentReader::Reference {
  std::string path{};  ///< in the model
  const Value* value = nullptr;
  bool required = true;
  bool raw = false;  ///< `format: raw`
};

void EnvironmentReader::report_missing(const Reference& reference, const std::string& shown, ReadError error,
                                       Importance importance, ResolvedEnvironment& out) {
  if (out.incomplete.empty()) {
    out.incomplete = shown + (error == ReadError::missing ? " not found" : ": " + std::string(to_string(error)));
  }
  const bool first_time = reported_.insert(reference.path).second;
  if (first_time) state_.model.missing.push_back(shown);
  if (importance == Importance::dormant || (error == ReadError::missing && !reference.required)) return;
  state_.context.refused = true;
  if (!first_time || !reference.value->known) return;
  const std::string name = "`" + shown + "`";
  if (error != ReadError::missing) {
    state_.context.findings->add(RuleId::include_unreadable, reference.value->span,
                                 name + ": " + std::string(to_string(error)) + "; docker refuses the deployment");
    return;
  }
  auto finding = state_.context.findings->add(RuleId::env_file_missing, reference.value->span,
                                              name + " is not there; what it sets is not checked");
  finding.help("check where the file is, with the values of the deployment");
  if (state_.options.strict) finding.severity(Severity::error);
}

const EnvironmentReader::Parsed& EnvironmentReader::parse(FileId file, EnvGrammar grammar, const Variables& first,
                                                          const Variables& earlier) {
  const SourceFile& source = state_.documents.sources()[file];
  const std::uint64_t key = static_cast<std::uint64_t>(file) * 2 + (grammar == EnvGrammar::compose ? 1 : 0);
  const auto found = cache_.find(key);
  const bool is_new = found == cache_.end();
  // With a `$` in it the content depends on who reads it.
  if (!is_new && (!has_variables(source.text()) || parsed_bytes_ > most_parsed_bytes)) return found->second;
  Findings unheard;
  Findings& findings = is_new ? *state_.context.findings : unheard;
  Parsed parsed{.content = parse_dotenv(file, source, grammar, first, earlier, findings)};
  parsed_bytes_ += source.text().size() + text_of(parsed.content);
  parsed.other = other_readings(parsed.content, file, source, grammar, first, earlier);
  const bool raw = grammar == EnvGrammar::stack && state_.context.dialect == Dialect::compose;
  if (is_new && !raw) report_quoting(parsed.content, source, grammar, findings);
  return cache_[key] = std::move(parsed);
}

void EnvironmentReader::add_entry(const EnvEntry& entry, const Reference& reference,
                                  std::optional<std::string> other_reading, ResolvedEnvironment& out) const {
  Setting setting{.name = entry.name, .name_span = entry.name_span, .source = Setting::Source::env_file};
  setting.other_reading = std::move(other_reading);
  setting.inherited = entry.absent;
  std::vector<Via> via{{Via::Kind::env_file, "", reference.value->span}};
  std::ranges::copy(entry.value.via(), std::back_inserter(via));
  std::string value = entry.value.docker_value();
  const bool stack = state_.context.dialect == Dialect::stack;
  if (const Variable* shell = stack && value.empty() ? state_.shell.find(entry.name) : nullptr) {
    via.push_back({Via::Kind::variable, entry.name, shell->span});
    value = shell->value;
  }
  setting.value = Text(std::move(value), entry.value.span(), std::move(via), entry.value.known() && !entry.absent);
  out.add(std::move(setting));
}

bool EnvironmentReader::afford(const EnvEntry& entry, const Value& file) {
  if (++settings_ > most_settings) {
    report_limit(state_.context, RuleId::size_limit, file.span,
                 "the env files of all services come to more than 300,000 settings; nothing is checked");
    return false;
  }
  return may_copy(state_.context, entry.name.size() + entry.value.docker_value().size(), file.span);
}

const EnvFileContent* EnvironmentReader::read_file(const Reference& reference, const Variables& first,
                                                   const Variables& earlier, Importance importance,
                                                   ResolvedEnvironment& out) {
  const std::string shown = shown_path(state_, reference.path);
  EnvFile& listed = out.files.emplace_back();
  listed.path = Text(shown, reference.value->span, reference.value->via, reference.value->known);
  listed.required = reference.required;
  const auto opened = open_file(state_, reference.path);
  if (const ReadError* error = std::get_if<ReadError>(&opened)) {
    listed.state = *error == ReadError::missing ? EnvFile::State::missing : EnvFile::State::unreadable;
    report_missing(reference, shown, *error, importance, out);
    return nullptr;
  }
  const FileId file = std::get<FileId>(opened);
  listed.file = file;
  const bool verbatim = state_.context.dialect == Dialect::stack || reference.raw;
  const EnvGrammar grammar = verbatim ? EnvGrammar::stack : EnvGrammar::compose;
  const Parsed& parsed = parse(file, grammar, first, earlier);
  if (!parsed.content.valid && importance == Importance::runs) state_.context.refused = true;
  out.expect(parsed.content.entries.size());
  for (std::size_t i = 0; i < parsed.content.entries.size(); ++i) {
    const EnvEntry& entry = parsed.content.entries[i];
    if (!afford(entry, *reference.value)) {
      listed.state = EnvFile::State::unreadable;
      out.incomplete = "the env files are too large";
      return nullptr;
    }
    // Who writes `format: raw` has chosen how quotes are read.
    add_entry(entry, reference, reference.raw ? std::nullopt : parsed.other[i], out);
  }
  return &parsed.content;
}

void EnvironmentReader::read_files(const Value& service, Importance importance, ResolvedEnvironment& out) {
  const Value* files = service.find("env_file");
  if (!is_list(files) || files->items.empty()) return;
  // Interpolation in the files sees the project first, then the service's own environment, then what stands above. A
  // stack interpolates nothing there.
  Variables first(nullptr, &variables_);
  const Value* environment = service.find("environment");
  if (is_map(environment) && state_.context.dialect == Dialect::compose) {
    for (const Entry& entry : environment->entries) {
      if (is_text(entry.value)) first.set(entry.key, {entry.value->text, entry.value->span, entry.value->known});
    }
  }
  Variables earlier;
  for (const Value* item : files->items) {
    Reference reference{.value = item};
    if (is_map(item)) {
      const Value* path = item->find("path");
      const Value* required = item->find("required");
      const Value* format = item->find("format");
      if (!is_text(path)) continue;
      reference.value = path;
      reference.required = !required || required->kind != Value::Kind::boolean || is_true(required);
      reference.raw = is_text(format) && format->text == "raw";
    } else if (!is_text(item)) {
      continue;
    }
    reference.path = join_path(state_.directory, reference.value->text);
    const EnvFileContent* content = read_file(reference, first, earlier, importance, out);
    if (content && item != files->items.back()) add_variables(*content, earlier);
  }
}

Setting EnvironmentReader::inline_setting(const Entry& entry) {
  Setting setting = setting_of(entry);
  const Value& value = *entry.value;
  const bool stack = state_.context.dialect == Dialect::stack;
  const Variable* variable = nullptr;
  if (value.kind == Value::Kind::null) {
    variable = variables_.find(entry.key);
  } else if (stack && value.text.empty()) {
    variable = state_.shell.find(entry.key);
  }
  if (variable && may_copy(state_.context, variable->value.size(), value.span)) {
    std::vector<Via> via = value.via;
    via.push_back({Via::Kind::variable, entry.key, variable->span});
    setting.value = Text(variable->value, value.span, std::move(via), variable->known);
    setting.inherited = false;
    state_.log.note({entry.key, entry.key_span, variable->span});
  }
  return setting;
}

ResolvedEnvironment EnvironmentReader::resolve(const Value& service, Importance importance) {
  ResolvedEnvironment out;
  read_files(service, importance, out);
  const Value* environment = service.find("environment");
  out.has_environment_key = environment != nullptr;
  if (!is_map(environment)) return out;
  for (const Entry& entry : environment->replaced) out.add_loser(setting_of(entry));
  for (const Entry& entry : environment->entries) out.add(inline_setting(entry));
  return out;
}

}  // namespace mailu_lint
