// Is it a stack or a compose project? Asked of the files as written: the answer decides which of docker's two languages
// they are read in.
#include <algorithm>

#include "mailu/catalog.hpp"
#include "parse/yaml_lookup.hpp"
#include "resolve/deployment.hpp"
#include "resolve/paths.hpp"

namespace mailu_lint {
namespace {

using yaml::NodeRef;

template <class Visit>
void each_entry(NodeRef map, const Visit& visit) {
  map = yaml::resolve(map);
  if (!map || map.kind() != yaml::Kind::mapping) return;
  for (NodeRef name = map.first_child(); name; name = name.next().next()) {
    visit(yaml::scalar_text(name), yaml::resolve(name.next()));
  }
}

/// Neighbours copy `deploy:` sections from anywhere; Mailu's own services are the ones that count.
bool looks_like_mailu(std::string_view name, NodeRef service) {
  const std::string_view image = yaml::scalar_text(yaml::find(service, "image"));
  return image.find("mailu") != std::string_view::npos || service_name_role(name) != Role::none;
}

/// What `deploy:` says that only a stack makes use of: the key, or nothing.
std::string_view stack_key(NodeRef service) {
  const NodeRef deploy = yaml::find(service, "deploy");
  if (!deploy) return {};
  for (const std::string_view key : {"mode", "placement", "update_config", "endpoint_mode"}) {
    if (yaml::find(deploy, key)) return key;
  }
  return yaml::find(deploy, "labels") && !yaml::find(service, "build") ? "labels" : std::string_view();
}

/// A published port with a mode. `docker compose config` writes `mode: ingress` into everything, and `name:`.
bool has_port_mode(NodeRef service, bool generated) {
  const NodeRef ports = yaml::find(service, "ports");
  if (!ports || ports.kind() != yaml::Kind::sequence) return false;
  for (NodeRef port = ports.first_child(); port; port = port.next()) {
    const std::string_view mode = yaml::scalar_text(yaml::find(port, "mode"));
    if (!mode.empty() && !(generated && mode == "ingress")) return true;
  }
  return false;
}

std::string evidence_in(NodeRef root) {
  std::string evidence;
  std::size_t replicated = 0;
  const bool generated = static_cast<bool>(yaml::find(root, "name"));
  each_entry(yaml::find(root, "services"), [&](std::string_view name, NodeRef service) {
    if (!evidence.empty() || !looks_like_mailu(name, service)) return;
    if (const std::string_view key = stack_key(service); !key.empty()) {
      evidence = "service `" + std::string(name) + "` has `deploy." + std::string(key) + "`";
    } else if (has_port_mode(service, generated)) {
      evidence = "service `" + std::string(name) + "` publishes a port with a mode";
    }
    if (yaml::find(yaml::find(service, "deploy"), "replicas")) ++replicated;
  });
  if (evidence.empty() && replicated >= 2) {
    evidence = std::to_string(replicated) + " services have `deploy.replicas`";
  }
  each_entry(yaml::find(root, "networks"), [&](std::string_view name, NodeRef network) {
    if (!evidence.empty() || yaml::scalar_text(yaml::find(network, "driver")) != "overlay") return;
    evidence = "network `" + std::string(name) + "` is an overlay";
  });
  return evidence;
}

bool tells_of_swarm(const Cluster& cluster) {
  return !cluster.nodes.empty() || cluster.node_count || cluster.managers || !cluster.ingress_subnets.empty();
}

}  // namespace

TargetVerdict find_target(const Project& project, const Options& options, const LintSection& section,
                          const Cluster& cluster, Documents& documents) {
  if (options.target) return {*options.target, "given by option"};
  if (section.target) return {section.target->docker_value(), "given by `x-mailu-lint`"};
  for (const std::string& path : project.files) {
    const auto opened = documents.sources().open(path);
    const FileId* file = std::get_if<FileId>(&opened);
    if (!file) continue;
    for (const NodeRef root : documents.yaml(*file).documents()) {
      if (std::string evidence = evidence_in(root); !evidence.empty()) return {Target::swarm, std::move(evidence)};
    }
  }
  for (const std::string& path : project.files) {
    const std::string_view name = base_name(path);
    if (name.find("stack") != std::string_view::npos) {
      return {Target::swarm, "the file is called `" + std::string(name) + "`"};
    }
  }
  if (tells_of_swarm(cluster)) return {Target::swarm, "facts of a swarm are given"};
  return {Target::compose, "nothing in the files needs a swarm"};
}

}  // namespace mailu_lint
