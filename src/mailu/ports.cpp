#include "mailu/ports.hpp"

#include <algorithm>

#include <mailu_lint/finding.hpp>

namespace mailu_lint {
namespace {

void note_unknown(const PublishedPort& entry, Findings& findings) {
  const auto unset = std::ranges::find(entry.via, Via::Kind::unset_variable, &Via::kind);
  findings.not_checked(unset == entry.via.end() ? "a port is not known" : "`" + unset->name + "` is not set");
}

}  // namespace

std::vector<const PublishedPort*> ports_to(const Service& service, unsigned port, Findings& findings) {
  std::vector<const PublishedPort*> found;
  for (const PublishedPort& entry : service.ports) {
    if (!entry.known) {
      note_unknown(entry, findings);
    } else if (entry.protocol == "tcp" && entry.target.contains(port)) {
      found.push_back(&entry);
    }
  }
  return found;
}

std::vector<const PublishedPort*> ingress_ports_to(const Deployment& mail, const Service& service, unsigned port,
                                                   Findings& findings) {
  if (!mail.swarm()) return {};
  std::vector<const PublishedPort*> found = ports_to(service, port, findings);
  std::erase_if(found, [](const PublishedPort* entry) { return entry->mode == PublishMode::host; });
  return found;
}

}  // namespace mailu_lint
