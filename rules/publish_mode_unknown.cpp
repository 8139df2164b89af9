// The engine takes every word but `host` for ingress and says nothing. Mailu's own wizard wrote `overlay`.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/lists.hpp"
#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

std::vector<const PublishedPort*> ports_of_unknown_mode(const Service& service) {
  std::vector<const PublishedPort*> found;
  for (const PublishedPort& port : service.ports) {
    if (port.known && port.mode_text && port.mode == PublishMode::unknown) found.push_back(&port);
  }
  return found;
}

std::vector<Edit> write_host(const std::vector<const PublishedPort*>& ports) {
  std::vector<Edit> edits;
  edits.reserve(ports.size());
  for (const PublishedPort* port : ports) edits.push_back({port->mode_text->span(), "host"});
  return edits;
}

}  // namespace

extern constinit const Rule publish_mode_unknown{
    .category = Category::swarm,
    .severity = Severity::warning,
    .fixable = Fixable::unsafely,
    .summary = "A port is published in a mode that docker does not know",
    .check =
        [](const Deployment& mail, Findings& findings) {
          if (!mail.swarm()) return;
          for (const Service* service : running(mail)) {
            const auto ports = ports_of_unknown_mode(*service);
            if (ports.empty()) continue;
            auto finding = findings.add(ports.front()->mode_text->span(),
                                        "docker knows no mode `" + ports.front()->mode_text->docker_value() +
                                            "` and publishes the port through ingress, without a word");
            finding.label("`host` or `ingress`").evidence(service->name.docker_value());
            finding.help("write `mode: host`, which keeps clients' addresses, and run one task a node");
            for (std::size_t i = 1; i < ports.size(); ++i) finding.also(ports[i]->mode_text->span(), "this one too");
            const bool literal =
                std::ranges::all_of(ports, [](const auto* port) { return written_literally(*port->mode_text); });
            if (literal) {
              finding.fix(
                  {.message = "publish in mode `host`", .safety = FixSafety::unsafe, .edits = write_host(ports)});
            }
          }
        },
};
}  // namespace mailu_lint
