// `extends`: a service of the same document or of another file as the base of this one. docker compose only.
#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include <mailu_lint/rule_id.hpp>

#include "resolve/compose_files.hpp"
#include "resolve/merge_compose.hpp"
#include "resolve/paths.hpp"
#include "resolve/section.hpp"

namespace mailu_lint {
namespace {

/// Where a service that is extended comes from.
struct Source {
  std::string file{};       ///< path in the model; empty for the document itself
  std::string directory{};  ///< what `extends.file` starts from
  std::vector<std::string> places{};
  Value* services = nullptr;        ///< in long form
  std::vector<Value*> documents{};  ///< of a file: interpolated, not yet checked
};

struct Reference {
  const Value* service = nullptr;
  const Value* file = nullptr;
};

std::optional<Reference> read_reference(const Value& extends) {
  if (is_text(&extends)) return Reference{.service = &extends};
  if (!is_map(&extends)) return std::nullopt;
  const Value* service = extends.find("service");
  const Value* file = extends.find("file");
  if (!is_text(service) || (file && !is_text(file))) return std::nullopt;
  return Reference{.service = service, .file = file};
}

void keep(Source& source, const std::string& name, Value* service) {
  const Entry* entry = source.services->entry(name);
  source.services->set(name, entry ? entry->key_span : service->span, service);
}

class Extender {
 public:
  Extender(LoadState& state, const ComposeScope& scope) : state_(state), scope_(scope) {}

  /// The service with everything it extends, or nullptr.
  Value* resolve(Source& source, const std::string& name);

 private:
  Source* open(const Source& from, const Value& file);
  Value* prepare(Source& source, const std::string& name);
  Value* find(Source& source, const std::string& name);
  void report_unreadable(const Value& file, const std::string& path, ReadError error);
  bool enter(const Source& source, const std::string& name, const Value& extends);

  LoadState& state_;
  const ComposeScope& scope_;
  std::unordered_map<std::string, std::unique_ptr<Source>> files_;
  std::vector<std::pair<const Source*, std::string>> chain_;
};

void Extender::report_unreadable(const Value& file, const std::string& path, ReadError error) {
  state_.model.missing.push_back(shown_path(state_, path));
  refuse(state_.context, {.rule = RuleId::include_unreadable,
                          .span = file.span,
                          .fact = "`" + shown_path(state_, path) + "`: " + std::string(to_string(error)),
                          .by = RefusedBy::compose,
                          .help = "check the path; it is relative to the file that names it",
                          .known = file.known});
}

Source* Extender::open(const Source& from, const Value& file) {
  const std::string path = join_path(from.directory, file.text);
  if (const auto found = files_.find(path); found != files_.end()) return found->second.get();
  if (++state_.included > most_included) {
    report_limit(state_.context, RuleId::size_limit, file.span,
                 "`include` and `extends` bring more than 500 files; nothing is checked");
    return nullptr;
  }
  const auto opened = open_file(state_, path);
  if (const ReadError* error = std::get_if<ReadError>(&opened)) {
    report_unreadable(file, path, *error);
    return nullptr;
  }
  auto source = std::make_unique<Source>();
  source->file = path;
  source->directory = parent_path(path);
  source->services = state_.context.arena->make();
  source->services->kind = Value::Kind::map;
  source->documents = read_documents(state_, std::get<FileId>(opened));
  for (Value* document : source->documents) {
    std::vector<std::string> places = take_marks(*document);
    std::ranges::move(places, std::back_inserter(source->places));
    interpolate_values(*document, *scope_.variables, state_.context, state_.log);
  }
  return (files_[path] = std::move(source)).get();
}

/// A service of another file: checked and made long by itself, as docker never looks at the rest of that file.
Value* Extender::prepare(Source& source, const std::string& name) {
  Value* prepared = nullptr;
  const std::string outer = std::exchange(state_.context.directory, source.directory);
  for (Value* document : source.documents) {
    const Value* services = document->find("services");
    const Entry* entry = is_map(services) ? services->entry(name) : nullptr;
    if (!entry || !is_map(entry->value)) continue;
    Value* root = state_.context.arena->make();
    root->kind = Value::Kind::map;
    Value* alone = make_map(state_.context, *services);
    alone->entries.push_back(*entry);
    root->entries.push_back({"services", {}, alone});
    cast_types(*root, state_.context);
    HiddenNulls nulls;
    nulls.take(*entry->value);
    keep_unique(*root);
    check_schema(*root, state_.context);
    canonicalise(*root, state_.context);
    keep_unique(*root);
    resolve_paths(*root, state_.context);
    nulls.put_back();
    if (prepared) {
      merge_compose_service(*prepared, *entry->value, state_.context);
    } else {
      prepared = entry->value;
    }
  }
  state_.context.directory = outer;
  if (prepared) keep(source, name, prepared);
  return prepared;
}

Value* Extender::find(Source& source, const std::string& name) {
  Value* service = source.services->find(name);
  return service ? service : prepare(source, name);
}

bool Extender::enter(const Source& source, const std::string& name, const Value& extends) {
  if (std::ranges::find(chain_, std::pair(&source, name)) != chain_.end()) {
    refuse(state_.context, {.rule = RuleId::inclusion_cycle,
                            .span = extends.span,
                            .fact = "`" + name + "` extends itself in the end",
                            .by = RefusedBy::compose,
                            .help = "put what the services share into one that extends none of them"});
    return false;
  }
  if (chain_.size() >= longest_chain) {
    report_limit(state_.context, RuleId::nesting_limit, extends.span,
                 "more than 100 services extend one another in a row; nothing is checked");
    return false;
  }
  chain_.emplace_back(&source, name);
  return true;
}

Value* Extender::resolve(Source& source, const std::string& name) {
  Value* service = find(source, name);
  Value* extends = is_map(service) ? service->find("extends") : nullptr;
  const auto reference = extends ? read_reference(*extends) : std::nullopt;
  if (!reference) return service;
  if (!enter(source, name, *extends)) return service;
  Source* base_source = reference->file ? open(source, *reference->file) : &source;
  Value* base = base_source ? resolve(*base_source, reference->service->text) : nullptr;
  chain_.pop_back();
  if (!base && base_source) {
    refuse(state_.context, {.rule = RuleId::reference_undefined,
                            .span = reference->service->span,
                            .fact = "there is no service `" + reference->service->text + "` to extend",
                            .by = RefusedBy::compose,
                            .known = reference->service->known});
  }
  if (!is_map(base)) {
    service->erase("extends");
    return service;
  }
  Value* merged = clone(state_, *base, {Via::Kind::extends, "", extends->span});
  merged->span = service->span;
  apply_marks_to_service(*merged, name, source.places);
  merge_compose_service(*merged, *service, state_.context);
  merged->erase("extends");
  keep(source, name, merged);
  return merged;
}

}  // namespace

void apply_extends(LoadState& state, Value& document, const ComposeScope& scope,
                   const std::vector<std::string>& places) {
  Value* services = find_map(document, "services");
  if (!services) return;
  Extender extender(state, scope);
  Source source{.directory = scope.directory, .places = places, .services = services};
  for (std::size_t i = 0; i < services->entries.size(); ++i) {
    const Value* service = services->entries[i].value;
    if (!is_map(service) || !service->find("extends")) continue;
    const Span key_span = services->entries[i].key_span;
    const std::string name = services->entries[i].key;
    services->set(name, key_span, extender.resolve(source, name));
  }
}

}  // namespace mailu_lint
