// A path of the host is a path of the node that runs the task. The next node has another one, and it is empty.
#include <mailu_lint/rule.hpp>

#include "mailu/data.hpp"
#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

/// One of the two rules about shared stores speaks of this mount.
bool told_elsewhere(const Deployment& mail, const Data& data, Findings& findings) {
  if (holds_sqlite(mail, *data.service, *data.mount, findings)) return true;
  return data.service->role == Role::imap && data.service->tasks.several;
}

bool stays_behind(const Deployment& mail, const Data& data, Findings& findings) {
  const bool local =
      data.mount && data.mount->kind != Mount::Kind::anonymous && data.mount->storage.kind == Storage::Kind::node_local;
  // A global service has a task, and its data, on every node; nothing is moved.
  return local && !data.service->tasks.global && may_move(mail, *data.service) && !told_elsewhere(mail, data, findings);
}

void report(const Data& data, const std::vector<Data>& others, Findings& findings) {
  const std::string name = data.service->name.docker_value();
  auto finding =
      findings.add(data.mount->span, "nothing keeps `" + name + "` on the node that has " +
                                         std::string(data.keep->what) + "; on the next node it starts without");
  finding.label("a path of whatever node runs it").evidence(name);
  finding.help("pin it with a `node.hostname ==` constraint, or put the data on storage that moves with it");
  if (!data.precious()) finding.severity(Severity::warning);
  for (const Data& other : others) {
    if (other.service == data.service && other.mount != data.mount) {
      finding.also(other.mount->span, std::string(other.keep->what) + " too");
    }
  }
}

}  // namespace

extern constinit const Rule bind_mount_unpinned{
    .category = Category::storage,
    .severity = Severity::error,
    .summary = "A service of a stack may start on a node without its data",
    .check =
        [](const Deployment& mail, Findings& findings) {
          std::vector<Data> found;
          for (const Data& data : all_data(mail)) {
            if (stays_behind(mail, data, findings)) found.push_back(data);
          }
          const Service* told = nullptr;  // one finding for a service, at the first of its mounts
          for (const Data& data : found) {
            if (data.service != told) report(data, found, findings);
            told = data.service;
          }
        },
};
}  // namespace mailu_lint
