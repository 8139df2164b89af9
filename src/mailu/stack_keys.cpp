#include "mailu/stack_keys.hpp"

#include <algorithm>
#include <iterator>

namespace mailu_lint {
namespace {

struct IgnoredKey {
  std::string_view key;
  std::string_view instead;  ///< what holds in a stack
};

// `expose` is not here: docker compose does nothing with it either.
constexpr IgnoredKey ignored_keys[] = {
    {"build", "a stack builds nothing"},
    {"cgroup_parent", "the cgroup is docker's choice"},
    {"cgroupns_mode", "the cgroup namespace is docker's choice"},
    {"container_name", "docker makes up the container's name"},
    {"depends_on", "services start in any order"},
    {"devices", "the container gets no device"},
    {"domainname", "the host name stays without a domain"},
    {"external_links", "nothing is linked"},
    {"ipc", "the container has an IPC namespace of its own"},
    {"links", "nothing is linked; services find each other by name"},
    {"mac_address", "docker makes up the address"},
    {"network_mode", "the service is on the networks of the stack"},
    {"pid", "the container sees its own processes only"},
    {"privileged", "the container runs unprivileged"},
    {"security_opt", "docker's own profiles hold"},
    {"shm_size", "`/dev/shm` has 64 MiB"},
    {"tmpfs", "what is written there goes to the container's disk"},
    {"userns_mode", "the user namespace is the daemon's"},
};

}  // namespace

// `restart` is named in docker's line, and obeyed.
std::vector<DroppedKey> keys_dropped_by_stack(const Service& service) {
  std::vector<DroppedKey> dropped;
  for (const Text& key : service.keys) {
    const auto found = std::ranges::find(ignored_keys, key.docker_value(), &IgnoredKey::key);
    if (found == std::end(ignored_keys)) continue;
    // One file to build with docker compose and to deploy as a stack: nothing is lost.
    if (found->key == "build" && service.image) continue;
    dropped.push_back({&key, found->instead});
  }
  return dropped;
}

}  // namespace mailu_lint
