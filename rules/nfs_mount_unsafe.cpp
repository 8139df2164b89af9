// Mail and databases rely on locks and on writes that either happen or fail. These mount options give that up.
#include <mailu_lint/rule.hpp>

#include "mailu/data.hpp"
#include "mailu/lists.hpp"

namespace mailu_lint {
namespace {

/// What the mount option costs; empty for harmless ones.
std::string_view cost(std::string_view option) {
  if (option == "soft" || option == "softerr") return "a slow server makes writes fail halfway";
  if (option == "nolock") return "locks hold on one node only";
  if (option == "local_lock=all" || option == "local_lock=flock" || option == "local_lock=posix") {
    return "locks hold on one node only";
  }
  return {};
}

bool needs_locks(const Data& data) {
  return data.keep->role == Role::imap || data.keep->role == Role::smtp ||
         (data.keep->role == Role::admin && data.keep->path == "/data");
}

}  // namespace

extern constinit const Rule nfs_mount_unsafe{
    .category = Category::storage,
    .severity = Severity::warning,
    .summary = "NFS is mounted with options that lose writes or locks",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const Data& data : all_data(mail)) {
            const Volume* volume = data.mount && needs_locks(data) ? mail.volume(*data.mount) : nullptr;
            const Volume::Option* type = volume ? volume->option("type") : nullptr;
            const Volume::Option* options = volume ? volume->option("o") : nullptr;
            if (!type || !options || !type->value.known() || !type->value.docker_value().starts_with("nfs")) continue;
            for (const ListEntry& option : split_list(options->value, ", ")) {
              const std::string_view costs = cost(option.text);
              if (costs.empty()) continue;
              findings
                  .add(option.span, "volume `" + volume->key.docker_value() + "` with " + std::string(data.keep->what) +
                                        " is mounted `" + option.text + "`; " + std::string(costs))
                  .evidence(volume->key.docker_value() + " " + option.text)
                  .also(data.mount->span, "mounted here")
                  .help("leave the option out: NFS 4 locks on the server, and `hard` is the default");
            }
          }
        },
};
}  // namespace mailu_lint
