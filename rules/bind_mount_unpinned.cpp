// A path of the host is a path of the node that runs the task. The next node has another one, and it is empty.
#include <span>

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

/// One finding for a service, at the first of its mounts.
void report(const Deployment& mail, std::span<const Data> of_service, Findings& findings) {
  const Data& data = of_service.front();
  const std::string name = data.service->name.docker_value();
  auto finding =
      findings.add(data.mount->span, "nothing keeps `" + name + "` on the node that has " +
                                         std::string(data.keep->what) + "; on the next node it starts without");
  finding.label("a path of whatever node runs it").evidence(name);
  finding.help("pin it with a `node.hostname ==` constraint, or put the data on storage that moves with it");
  if (!data.precious()) finding.severity(Severity::warning);
  for (const Data& other : of_service) {
    if (other.mount != data.mount) finding.also(other.mount->span, std::string(other.keep->what) + " too");
  }
  tell_nodes(finding, mail, *data.service);
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
          for (std::size_t begin = 0; begin < found.size();) {
            std::size_t end = begin + 1;
            while (end < found.size() && found[end].service == found[begin].service) ++end;
            report(mail, std::span(found).subspan(begin, end - begin), findings);
            begin = end;
          }
        },
};
}  // namespace mailu_lint
