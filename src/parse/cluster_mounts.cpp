// Which mounts of a node are network storage.
#include <algorithm>

#include "parse/cluster_facts.hpp"

namespace mailu_lint::facts {

bool is_network_file_system(std::string_view type) {
  static constexpr std::string_view shared[] = {"9p",     "afs", "beegfs", "ceph",  "cifs", "gfs2", "glusterfs",
                                                "lustre", "nfs", "nfs4",   "ocfs2", "smb3", "smbfs"};
  // These show local files in another light.
  static constexpr std::string_view local_fuse[] = {"bindfs", "encfs",    "gocryptfs", "gvfsd-fuse",
                                                    "lxcfs",  "mergerfs", "portal",    "snapfuse"};
  constexpr std::string_view fuse = "fuse.";
  if (type.starts_with(fuse)) return std::ranges::find(local_fuse, type.substr(fuse.size())) == std::end(local_fuse);
  return std::ranges::find(shared, type) != std::end(shared);
}

void add_mount(Cluster& cluster, std::string path, std::string type, Span span) {
  const bool network = is_network_file_system(type);
  cluster.mounts.push_back({std::move(path), std::move(type), network, span});
}

}  // namespace mailu_lint::facts
