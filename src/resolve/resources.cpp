// Top-level networks, volumes, secrets and configs: which keys go together.
#include "resolve/finish.hpp"

namespace mailu_lint {
namespace {

bool is_external(const Value& resource) {
  return is_true(resource.find("external"));
}

void refuse_together(ResolveContext& context, Span span, std::string_view first, std::string_view second,
                     RefusedBy by) {
  refuse(context, {.rule = RuleId::keys_conflict,
                   .span = span,
                   .fact = "`" + std::string(first) + "` and `" + std::string(second) + "` exclude each other",
                   .by = by,
                   .help = "keep one of them"});
}

/// docker compose refuses any key beside `external` and `name`; a stack those that would configure the volume.
void check_volume(const Value& volume, ResolveContext& context) {
  if (!is_external(volume)) return;
  for (const Entry& entry : volume.entries) {
    if (entry.key == "external" || entry.key == "name" || entry.key.starts_with("x-")) continue;
    const bool filled = is_map(entry.value) ? !entry.value->entries.empty() : !entry.value->text.empty();
    if (context.dialect == Dialect::stack && !filled) continue;
    refuse_together(context, entry.key_span, "external", entry.key, RefusedBy::both);
  }
}

void check_content(const Entry& resource, std::string_view section, ResolveContext& context) {
  const Value& value = *resource.value;
  const bool config = section == "configs";
  const Entry* found = nullptr;
  for (const std::string_view key : {"file", "environment", "content"}) {
    if (key == "content" && !config) continue;
    const Entry* entry = value.entry(key);
    if (entry && found) refuse_together(context, entry->key_span, found->key, key, RefusedBy::compose);
    if (entry) found = entry;
  }
  if (found || value.find("driver") || value.find("external")) return;
  refuse(context, {.rule = RuleId::key_missing,
                   .span = resource.key_span,
                   .fact = in_ticks(resource.key) + " has neither `file` nor `environment`",
                   .by = RefusedBy::compose,
                   .help = "say where its content comes from, or that it is `external: true`"});
}

/// A stack takes the directory for the file, and fails when it reads it.
void check_stack_content(const Entry& resource, ResolveContext& context) {
  const Value& value = *resource.value;
  const Entry* file = value.entry("file");
  const Value* driver = value.find("driver");
  if (is_external(value)) return;
  if (driver && file) refuse_together(context, file->key_span, "driver", "file", RefusedBy::stack);
  if (driver || (file && file->value->node)) return;
  refuse(context, {.rule = RuleId::key_missing,
                   .span = resource.key_span,
                   .fact = in_ticks(resource.key) + " has no `file`",
                   .help = "say where its content comes from, or that it is `external: true`"});
}

/// A stack: an external resource is called by its key unless it has a name.
void name_external(Entry& resource, ResolveContext& context) {
  if (!is_external(*resource.value)) return;
  const Value* name = resource.value->find("name");
  if (name && !name->text.empty()) return;
  Value* added = make_text(context, resource.key, *resource.value);
  added->node = {};
  put(*resource.value, "name", added);
}

}  // namespace

void check_resources(Value& root, ResolveContext& context) {
  for (const std::string_view section : {"networks", "volumes", "secrets", "configs"}) {
    Value* resources = find_map(root, section);
    if (!resources) continue;
    for (Entry& entry : resources->entries) {
      if (!is_map(entry.value)) continue;
      if (section == "volumes") check_volume(*entry.value, context);
      if (context.dialect == Dialect::stack) {
        name_external(entry, context);
        if (section == "secrets" || section == "configs") check_stack_content(entry, context);
      } else if (section == "secrets" || section == "configs") {
        check_content(entry, section, context);
      }
    }
  }
}

}  // namespace mailu_lint
