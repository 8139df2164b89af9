// Volumes: the top level's, and what a service mounts.
#include "resolve/deployment_parts.hpp"
#include "resolve/paths.hpp"

namespace mailu_lint {
namespace {

/// `<project>_<key>`, unless `name:` says otherwise.
Text docker_name(const Model& model, const Entry& entry, bool external) {
  if (auto name = text_at(*entry.value, "name")) return *std::move(name);
  const bool prefixed = !external && !model.name.empty();
  return {prefixed ? model.name + "_" + entry.key : entry.key, entry.key_span};
}

Volume build_volume(const Model& model, const Entry& entry) {
  const Value& body = *entry.value;
  const bool external = boolean_at(body, "external").docker_value();
  Volume volume{
      .key = Text(entry.key, entry.key_span),
      .span = span_of(entry),
      .name = docker_name(model, entry, external),
      .external = external,
      .driver = text_at(body, "driver"),
  };
  for (KeyValue& option : pairs_at(body, "driver_opts")) {
    volume.driver_opts.push_back({std::move(option.name), option.name_span, std::move(option.value)});
  }
  return volume;
}

Mount::Kind kind_of(const Value& entry) {
  const Value* type = entry.find("type");
  if (!type) return Mount::Kind::other;
  if (type->text == "bind") return Mount::Kind::bind;
  if (type->text == "tmpfs") return Mount::Kind::tmpfs;
  if (type->text != "volume") return Mount::Kind::other;
  const Value* source = entry.find("source");
  return source && !(source->text.empty() && source->known) ? Mount::Kind::volume : Mount::Kind::anonymous;
}

Text clean(const Text& path) {
  return {clean_path(path.docker_value()), path.span(), path.via(), path.known()};
}

Mount build_mount(const Value& entry) {
  Mount mount{.span = entry.span, .kind = kind_of(entry)};
  if (mount.kind == Mount::Kind::bind || mount.kind == Mount::Kind::volume) mount.source = text_at(entry, "source");
  if (const auto target = text_at(entry, "target")) {
    mount.target = clean(*target);
  } else {
    mount.target = Text({}, entry.span, {}, false);
  }
  mount.read_only = boolean_at(entry, "read_only").docker_value();
  for (const Text& option : texts_at(entry, "options")) mount.options.push_back(option.docker_value());
  return mount;
}

Storage storage_of(const Mount& mount, const std::vector<Volume>& volumes, const StorageJudge& judge) {
  switch (mount.kind) {
    case Mount::Kind::bind:
      if (mount.source) return judge.of_path(*mount.source);
      break;
    case Mount::Kind::volume:
      if (mount.volume) return volumes[*mount.volume].storage;
      break;
    case Mount::Kind::anonymous:
      return {.kind = Storage::Kind::node_local, .reason = "an anonymous volume", .span = mount.span};
    case Mount::Kind::tmpfs:
      return {.kind = Storage::Kind::ephemeral, .reason = "a tmpfs", .span = mount.span};
    case Mount::Kind::other:
      break;
  }
  return {.kind = Storage::Kind::unknown, .reason = "the storage is not known here", .span = mount.span};
}

/// `tmpfs:` of the service, `path[:options]` each. A stack ignores the key.
void add_tmpfs(const Value& service, std::vector<Mount>& mounts) {
  for (const Text& entry : texts_at(service, "tmpfs")) {
    const std::string& text = entry.docker_value();
    mounts.push_back(
        {.span = entry.span(),
         .kind = Mount::Kind::tmpfs,
         .target = Text(clean_path(text.substr(0, text.find(':'))), entry.span(), entry.via(), entry.known())});
  }
}

}  // namespace

std::vector<Volume> build_volumes(const Model& model, const StorageJudge& storage) {
  std::vector<Volume> volumes;
  const Value* section = model.root->find("volumes");
  if (!section) return volumes;
  for (const Entry& entry : section->entries) {
    volumes.push_back(build_volume(model, entry));
    volumes.back().storage = storage.of_volume(volumes.back());
  }
  return volumes;
}

std::vector<Mount> build_mounts(const Value& service, Dialect dialect, const std::vector<Volume>& volumes,
                                const KeyPositions& volume_positions, const StorageJudge& storage) {
  std::vector<Mount> mounts;
  if (const Value* list = service.find("volumes")) {
    for (const Value* entry : list->items) {
      if (entry->kind == Value::Kind::map) mounts.push_back(build_mount(*entry));
    }
  }
  if (dialect == Dialect::compose) add_tmpfs(service, mounts);
  for (Mount& mount : mounts) {
    if (mount.kind == Mount::Kind::volume) {
      const auto found = volume_positions.find(mount.source->docker_value());
      if (found != volume_positions.end()) mount.volume = found->second;
    }
    mount.storage = storage_of(mount, volumes, storage);
  }
  return mounts;
}

}  // namespace mailu_lint
