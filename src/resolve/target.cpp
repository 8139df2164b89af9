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

/// Looks for what only a stack has, in one document.
class StackEvidence {
 public:
  explicit StackEvidence(const yaml::Tree& tree) : lookup_(tree) {}

  /// Empty when there is none.
  std::string find(NodeRef root) {
    generated_ = static_cast<bool>(lookup_.find(root, "name"));
    each_entry(lookup_.find(root, "services"), [&](std::string_view name, NodeRef service) {
      if (evidence_.empty() && looks_like_mailu(name, service)) look_at(name, service);
    });
    if (evidence_.empty() && replicated_ >= 2) {
      evidence_ = std::to_string(replicated_) + " services have `deploy.replicas`";
    }
    each_entry(lookup_.find(root, "networks"), [&](std::string_view name, NodeRef network) {
      if (!evidence_.empty() || yaml::scalar_text(lookup_.find(network, "driver")) != "overlay") return;
      evidence_ = "network `" + std::string(name) + "` is an overlay";
    });
    return evidence_;
  }

 private:
  /// Neighbours copy `deploy:` sections from anywhere; Mailu's own services are the ones that count.
  bool looks_like_mailu(std::string_view name, NodeRef service) {
    if (service_name_role(name) != Role::none) return true;
    return yaml::scalar_text(lookup_.find(service, "image")).find("mailu") != std::string_view::npos;
  }

  void look_at(std::string_view name, NodeRef service) {
    const NodeRef deploy = lookup_.find(service, "deploy");
    const std::string_view key = stack_key(deploy, service);
    if (!key.empty()) {
      evidence_ = "service `" + std::string(name) + "` has `deploy." + std::string(key) + "`";
    } else if (has_port_mode(service)) {
      evidence_ = "service `" + std::string(name) + "` publishes a port with a mode";
    }
    if (lookup_.find(deploy, "replicas")) ++replicated_;
  }

  /// What `deploy:` says that only a stack makes use of: the key, or nothing.
  std::string_view stack_key(NodeRef deploy, NodeRef service) {
    if (!deploy) return {};
    for (const std::string_view key : {"mode", "placement", "update_config", "endpoint_mode"}) {
      if (lookup_.find(deploy, key)) return key;
    }
    return lookup_.find(deploy, "labels") && !lookup_.find(service, "build") ? "labels" : std::string_view();
  }

  /// A published port with a mode. `docker compose config` writes `mode: ingress` into everything, and `name:`.
  bool has_port_mode(NodeRef service) {
    const NodeRef ports = lookup_.find(service, "ports");
    if (!ports || ports.kind() != yaml::Kind::sequence) return false;
    for (NodeRef port = ports.first_child(); port; port = port.next()) {
      const std::string_view mode = yaml::scalar_text(lookup_.find(port, "mode"));
      if (!mode.empty() && !(generated_ && mode == "ingress")) return true;
    }
    return false;
  }

  yaml::Lookup lookup_;
  bool generated_ = false;
  std::size_t replicated_ = 0;
  std::string evidence_;
};

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
    const yaml::Tree& tree = documents.yaml(*file);
    for (const NodeRef root : tree.documents()) {
      std::string evidence = StackEvidence(tree).find(root);
      if (!evidence.empty()) return {Target::swarm, std::move(evidence)};
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
