// Relative paths of the files to absolute ones. `~` is the home directory; a Windows path is absolute wherever docker
// runs. resolution.md 1.11; docker compose cleans `~/x`, a stack only puts the directory in its place.
#include <algorithm>

#include "resolve/limits.hpp"
#include "resolve/paths.hpp"
#include "resolve/section.hpp"

namespace mailu_lint {
namespace {

bool is_windows_path(std::string_view path) {
  if (path.starts_with("\\\\")) return true;
  const bool letter = !path.empty() && (('a' <= path[0] && path[0] <= 'z') || ('A' <= path[0] && path[0] <= 'Z'));
  return letter && path.size() >= 3 && path[1] == ':' && (path[2] == '\\' || path[2] == '/');
}

enum class Windows : std::uint8_t { no, allowed };

void make_absolute(Value* path, ResolveContext& context, Windows windows) {
  if (!is_text(path)) return;
  std::string& text = path->text;
  if (text.starts_with('~')) {
    text.replace(0, 1, context.dialect == Dialect::compose ? context.home + "/" : context.home);
    if (context.dialect == Dialect::compose) text = clean_path(text);
  }
  if (is_absolute(text) || (windows == Windows::allowed && is_windows_path(text))) return;
  if (may_copy(context, context.directory.size(), path->span)) text = join_path(context.directory, text);
}

bool is_remote(std::string_view path) {
  constexpr std::string_view prefixes[] = {"service:", "github.com/", "git@"};
  return path.find("://") != std::string_view::npos ||
         std::ranges::any_of(prefixes, [&](std::string_view prefix) { return path.starts_with(prefix); });
}

void resolve_build(Value& build, ResolveContext& context) {
  const auto resolve_context = [&](Value* path) {
    if (is_text(path) && !is_remote(path->text) && !path->text.empty()) make_absolute(path, context, Windows::no);
  };
  resolve_context(build.find("context"));
  if (Value* contexts = find_map(build, "additional_contexts")) {
    for (const Entry& entry : contexts->entries) resolve_context(entry.value);
  }
  if (Value* ssh = find_map(build, "ssh")) {
    for (const Entry& entry : ssh->entries) make_absolute(entry.value, context, Windows::allowed);
  }
}

void resolve_mount(Value& mount, ResolveContext& context) {
  const Value* type = mount.find("type");
  if (!type || type->text != "bind") return;
  Value* source = mount.find("source");
  if (!source || (source->text.empty() && context.dialect == Dialect::stack)) {
    refuse(context, {.rule = RuleId::volume_source_empty,
                     .span = source ? source->span : mount.span,
                     .fact = "the bind mount has no source",
                     .help = "add `source:`, a path on the host",
                     .known = mount.known && (!source || source->known)});
    return;
  }
  make_absolute(source, context, Windows::allowed);
}

void resolve_service(Value& service, ResolveContext& context) {
  if (Value* volumes = find_list(service, "volumes")) {
    for (Value* volume : volumes->items) {
      if (is_map(volume)) resolve_mount(*volume, context);
    }
  }
  if (context.dialect == Dialect::stack) return;
  if (Value* build = find_map(service, "build")) resolve_build(*build, context);
  if (Value* files = find_list(service, "env_file")) {
    for (Value* file : files->items) {
      Value* path = file->find("path");
      if (path && !path->text.empty()) make_absolute(path, context, Windows::no);
    }
  }
  if (Value* files = find_list(service, "label_file")) {
    for (Value* file : files->items) make_absolute(file, context, Windows::no);
  }
}

/// A bind mount written as a volume: docker compose alone, and only when driver and options are exactly these.
void resolve_driver_options(Value& volume, ResolveContext& context) {
  const Value* driver = volume.find("driver");
  Value* options = find_map(volume, "driver_opts");
  if (!driver || driver->text != "local" || !options) return;
  const Value* o = options->find("o");
  if (o && o->text == "bind") make_absolute(options->find("device"), context, Windows::allowed);
}

/// A stack takes the directory itself for the file of a secret that names none.
void resolve_file(Value& resource, ResolveContext& context) {
  Value* file = resource.find("file");
  if (context.dialect == Dialect::compose) return make_absolute(file, context, Windows::allowed);
  const Value* driver = resource.find("driver");
  if (is_true(resource.find("external")) || (driver && !driver->text.empty())) return;
  if (!file) {
    file = make_text(context, "", resource);
    file->node = {};
    put(resource, "file", file);
  }
  if (is_text(file) && !is_absolute(file->text)) file->text = join_path(context.directory, file->text);
}

}  // namespace

void resolve_paths(Value& root, ResolveContext& context) {
  if (Value* services = find_map(root, "services")) {
    for (const Entry& entry : services->entries) {
      if (is_map(entry.value)) resolve_service(*entry.value, context);
    }
  }
  if (Value* volumes = find_map(root, "volumes"); volumes && context.dialect == Dialect::compose) {
    for (const Entry& entry : volumes->entries) resolve_driver_options(*entry.value, context);
  }
  for (const std::string_view section : {"secrets", "configs"}) {
    Value* resources = find_map(root, section);
    if (!resources) continue;
    for (const Entry& entry : resources->entries) {
      if (is_map(entry.value)) resolve_file(*entry.value, context);
    }
  }
}

}  // namespace mailu_lint
