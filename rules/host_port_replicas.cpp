// In host mode a port is a port of the node, which has it once.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

const PublishedPort* fixed_host_port(const Service& service) {
  const auto found = std::ranges::find_if(service.ports, [](const PublishedPort& port) {
    return port.known && port.mode == PublishMode::host && port.published;
  });
  return found == service.ports.end() ? nullptr : &*found;
}

bool one_a_node(const Service& service) {
  return service.deploy->max_replicas_per_node && service.deploy->max_replicas_per_node->is(1);
}

std::string nodes_may(std::size_t nodes) {
  if (nodes == 0) return "no node may";
  return nodes == 1 ? "one node may" : std::to_string(nodes) + " nodes may";
}

void report(const Deployment& mail, const Service& service, const PublishedPort& port, std::optional<std::size_t> nodes,
            Findings& findings) {
  const std::string name = service.name.docker_value();
  const std::string number = std::to_string(port.published->first);
  const std::string asked = "`" + name + "` runs " + service.tasks.text + " with port " + number + " of the node; ";
  auto finding =
      findings.add(service.tasks.span, nodes ? asked + nodes_may(*nodes) + " run them, the rest waits"
                                             : asked + "a node has it once, those without a free node never start");
  finding.label(service.tasks.text).evidence(name);
  finding.help("run it with `mode: global`, or with `max_replicas_per_node: 1` on as many nodes");
  finding.also(port.span, "`mode: host` takes the port of the node");
  if (service.pinned) finding.also(service.pinned->span(), "limits the nodes");
  if (nodes && mail.cluster.node_count) finding.also(mail.cluster.node_count->span(), "the nodes of the swarm");
}

}  // namespace

extern constinit const Rule host_port_replicas{
    .category = Category::swarm,
    .severity = Severity::warning,
    .summary = "Several tasks want the same port of a node",
    .check =
        [](const Deployment& mail, Findings& findings) {
          if (!mail.swarm()) return;
          for (const Service* service : running(mail)) {
            const PublishedPort* port = fixed_host_port(*service);
            if (!port || service->tasks.global || !service->deploy || !service->deploy->replicas) continue;
            const std::int64_t* replicas = findings.need(*service->deploy->replicas);
            if (!replicas || *replicas < 2) continue;
            const auto nodes = service->nodes.most;
            const bool fits = nodes ? *replicas <= static_cast<std::int64_t>(*nodes) : one_a_node(*service);
            if (!fits) report(mail, *service, *port, nodes, findings);
          }
        },
};
}  // namespace mailu_lint
