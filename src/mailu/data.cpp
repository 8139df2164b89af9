#include "mailu/data.hpp"

#include "mailu/database.hpp"

namespace mailu_lint {
namespace {

bool is_kept(const Deployment& mail, const Keep& keep) {
  return mail.release ? keep.releases.contains(*mail.release) : keep.releases == ReleaseSet(ReleaseRange{});
}

}  // namespace

std::vector<Data> all_data(const Deployment& mail) {
  std::vector<Data> all;
  for (const Service& service : mail.services) {
    if (!service.enabled || service.tasks.count == 0) continue;
    for (const Keep& keep : all_keeps()) {
      if (keep.role != service.role || !is_kept(mail, keep)) continue;
      all.push_back({&service, &keep, service.mount_for(keep.path)});
    }
  }
  return all;
}

std::string fate_in_container(const Deployment& mail, const Keep& keep) {
  const std::string what(keep.what);
  return mail.swarm() ? "the next task starts without " + what : "`docker compose down` leaves " + what + " behind";
}

bool holds_sqlite(const Deployment& mail, const Service& service, const Mount& mount, Findings& findings) {
  std::optional<SqliteFile> file;
  if (service.role == Role::admin) file = admin_sqlite(mail, service, findings);
  if (service.role == Role::webmail) file = roundcube_sqlite(mail, service, findings);
  return file && service.mount_for(file->path) == &mount;
}

}  // namespace mailu_lint
