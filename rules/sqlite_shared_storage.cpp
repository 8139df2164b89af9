// SQLite locks its file with the file system's locks, which network storage keeps badly, and it knows nothing of a
// second node.
#include <mailu_lint/rule.hpp>

#include "mailu/database.hpp"
#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

void check_file(const Deployment& mail, const Service& service, const SqliteFile& file, Findings& findings) {
  const Mount* mount = service.mount_for(file.path);
  if (!mount) return;  // rule data-not-persisted
  const Storage& storage = mount->storage;
  std::string message = "SQLite database `" + file.path + "` ";
  if (storage.kind == Storage::Kind::network) {
    message += "lies on " + storage.type + "; locks fail there and it gets corrupted";
  } else if (storage.kind == Storage::Kind::node_local && may_move(mail, service)) {
    message += "lies on a path of any node; shared it gets corrupted, apart it starts empty";
  } else {
    if (storage.kind == Storage::Kind::unknown) findings.not_checked(storage.reason);
    return;
  }
  auto finding = findings.add(mount->span, std::move(message));
  finding.evidence(service.name.docker_value() + " " + file.path);
  if (storage.kind == Storage::Kind::network) {
    finding.label(storage.reason).help("use PostgreSQL or MySQL, or keep the file on one node's own disk");
    if (storage.span != mount->span) finding.also(storage.span, storage.reason);
  } else {
    finding.label("nothing keeps `" + service.name.docker_value() + "` on one node")
        .help("use PostgreSQL or MySQL, or pin the service with a `node.hostname ==` constraint");
    tell_nodes(finding, mail, service);
  }
  if (file.setting) finding.also(file.setting->value.span(), "SQLite is chosen here");
}

}  // namespace

extern constinit const Rule sqlite_shared_storage{
    .category = Category::storage,
    .severity = Severity::error,
    .summary = "An SQLite database is on storage that several nodes may mount",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const Service* admin : running(mail, Role::admin)) {
            if (const auto file = admin_sqlite(mail, *admin, findings)) check_file(mail, *admin, *file, findings);
          }
          for (const Service* webmail : running(mail, Role::webmail)) {
            if (const auto file = roundcube_sqlite(mail, *webmail, findings))
              check_file(mail, *webmail, *file, findings);
          }
        },
};
}  // namespace mailu_lint
