// What kind of disk a mount stands on. A path name never proves network storage (`/mnt/ssd`, `/srv`): only the options
// of a volume do, its driver, what a node shows, or the user's own patterns.
#include <algorithm>
#include <cctype>

#include "parse/cluster_facts.hpp"
#include "resolve/deployment_parts.hpp"
#include "resolve/paths.hpp"

namespace mailu_lint {
namespace {

/// Volume plugins whose volumes are files on another machine, by a word in their name. Plugins for block devices (rbd,
/// EBS) are not on the list: such a device is one node's disk while it is attached.
bool is_network_driver(std::string_view driver) {
  static constexpr std::string_view words[] = {"nfs",      "cifs",      "samba",    "smb",       "gluster", "sshfs",
                                               "cephfs",   "s3fs",      "efs",      "davfs",     "juicefs", "moosefs",
                                               "netshare", "azurefile", "lizardfs", "seaweedfs", "beegfs"};
  std::string lower(driver.substr(0, driver.find(':')));
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::ranges::any_of(words, [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

/// The value of `name=` among mount options, or nothing; "" for an option without value.
std::optional<std::string_view> mount_option(std::string_view options, std::string_view name) {
  while (!options.empty()) {
    const std::size_t comma = std::min(options.find(','), options.size());
    std::string_view option = options.substr(0, comma);
    options.remove_prefix(std::min(comma + 1, options.size()));
    option.remove_prefix(std::min(option.find_first_not_of(' '), option.size()));
    const std::size_t equals = option.find('=');
    if (option.substr(0, equals) == name) {
      return equals == std::string_view::npos ? std::string_view() : option.substr(equals + 1);
    }
  }
  return std::nullopt;
}

std::string quoted(std::string_view text) {
  return "`" + std::string(text) + "`";
}

Storage unknown(std::string reason, Span span) {
  return {.kind = Storage::Kind::unknown, .reason = std::move(reason), .span = span};
}

}  // namespace

StorageJudge::StorageJudge(const Options& options, const Cluster& cluster) : patterns_(options.network_storage) {
  // Of several mounts on one point the last one is seen.
  for (const Cluster::NodeMount& mount : cluster.mounts) mounts_.insert_or_assign(clean_path(mount.path), &mount);
}

const Cluster::NodeMount* StorageJudge::mount_above(std::string_view path) const {
  constexpr std::size_t longest_path = 4096;  // PATH_MAX; the kernel takes no more
  if (mounts_.empty() || !is_absolute(path) || path.size() > longest_path) return nullptr;
  for (std::string at = clean_path(path);; at = parent_path(at)) {
    if (const auto found = mounts_.find(at); found != mounts_.end()) return found->second;
    if (at == "/") return nullptr;
  }
}

Storage StorageJudge::of_path(const Text& path) const {
  const std::string* known = path.get();
  if (!known) return unknown("the path is not known here", path.span());
  if (const Cluster::NodeMount* mount = mount_above(*known); mount && mount->network) {
    return {.kind = Storage::Kind::network,
            .reason =
                quoted(*known) + " lies on " + quoted(mount->path) + ", which the node mounts with type " + mount->type,
            .span = mount->span,
            .type = mount->type};
  }
  if (const auto pattern = patterns_.match(*known)) {
    return {.kind = Storage::Kind::network,
            .reason = quoted(*known) + " is network storage by the configured pattern " + quoted(*pattern),
            .span = path.span(),
            .type = "network storage"};
  }
  return {.kind = Storage::Kind::node_local, .reason = quoted(*known) + " is a path of the host", .span = path.span()};
}

Storage StorageJudge::of_volume(const Volume& volume) const {
  const std::string name = "volume " + quoted(volume.key.docker_value());
  if (volume.external) return unknown(name + " is external", volume.key.span());
  if (volume.driver && !volume.driver->is("local")) {
    const std::string* driver = volume.driver->get();
    if (driver && is_network_driver(*driver)) {
      return {.kind = Storage::Kind::network,
              .reason = name + " has the network driver " + quoted(*driver),
              .span = volume.driver->span(),
              .type = *driver};
    }
    return unknown(name + " has a driver of its own", volume.driver->span());
  }
  const Volume::Option* type = volume.option("type");
  const Volume::Option* options = volume.option("o");
  const Volume::Option* device = volume.option("device");
  if ((type && !type->value.known()) || (options && !options->value.known())) {
    return unknown(name + " has options that are not known here", (type ? type : options)->value.span());
  }
  const std::string type_text = type ? type->value.docker_value() : std::string();
  const std::string option_text = options ? options->value.docker_value() : std::string();
  if (type && facts::is_network_file_system(type_text)) {
    return {.kind = Storage::Kind::network,
            .reason = name + " is mounted with type " + type_text,
            .span = type->value.span(),
            .type = type_text};
  }
  if (options && mount_option(option_text, "addr")) {
    return {.kind = Storage::Kind::network,
            .reason = name + " is mounted from another machine (`addr=`)",
            .span = options->value.span(),
            .type = type_text.empty() ? "nfs" : type_text};
  }
  if (type && type_text == "tmpfs") {
    return {.kind = Storage::Kind::ephemeral, .reason = name + " is a tmpfs", .span = type->value.span()};
  }
  if (device && (mount_option(option_text, "bind") || mount_option(option_text, "rbind"))) {
    Storage storage = of_path(device->value);
    storage.reason = name + " is a host path: " + storage.reason;
    return storage;
  }
  return {.kind = Storage::Kind::node_local, .reason = name + " is local to its node", .span = volume.key.span()};
}

}  // namespace mailu_lint
