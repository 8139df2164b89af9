// Puts the Deployment together. Order matters: volumes and networks before the services that use them, roles after all
// services, tasks after the cluster, the release after roles.
#include "resolve/deployment.hpp"

#include <algorithm>
#include <unordered_set>

#include "mailu/placement.hpp"
#include "mailu/roles.hpp"
#include "resolve/deployment_parts.hpp"

namespace mailu_lint {
namespace {

class ServiceBuilder {
 public:
  ServiceBuilder(const Model& model, const Deployment& mail, const StorageJudge& storage)
      : model_(model), mail_(mail), storage_(storage) {
    for (std::size_t i = 0; i < mail.volumes.size(); ++i) volumes_.emplace(mail.volumes[i].key.docker_value(), i);
    for (std::size_t i = 0; i < mail.networks.size(); ++i) networks_.emplace(mail.networks[i].key.docker_value(), i);
    for (const ServiceEnvironment& environment : model.environments)
      environments_.emplace(environment.service, &environment);
    disabled_.insert(model.disabled.begin(), model.disabled.end());
    const auto prefix = std::ranges::find(model.variables, "DOCKER_PREFIX", &Setting::name);
    if (prefix != model.variables.end() && prefix->value.known()) docker_prefix_ = prefix->value.docker_value();
  }

  Service build(const Entry& entry) const {
    const Value& body = *entry.value;
    Service service{.name = Text(entry.key, entry.key_span), .span = span_of(entry)};
    service.enabled = !disabled_.contains(entry.key);
    service.image = build_image(body, docker_prefix_);
    service.has_build = body.find("build") != nullptr;
    add_environment(service);
    service.ports = build_ports(body);
    service.mounts = build_mounts(body, model_.dialect, mail_.volumes, volumes_, storage_);
    service.networks = build_attachments(entry, networks_, mail_.target);
    service.network_mode = network_mode_of(body, mail_.target);
    service.dns = texts_at(body, "dns");
    service.hostname = text_at(body, "hostname");
    service.container_name = text_at(body, "container_name");
    service.deploy = build_deploy(body);
    service.scale = integer_at(body, "scale");
    service.depends_on = dependencies(body);
    service.labels = pairs_at(body, "labels");
    if (const Value* deploy = body.find("deploy")) {
      std::ranges::move(pairs_at(*deploy, "labels"), std::back_inserter(service.labels));
    }
    service.command = texts_at(body, "command");
    service.extra_hosts = texts_at(body, "extra_hosts");
    service.privileged = boolean_at(body, "privileged");
    for (const Entry& key : body.entries) {
      if (key.key_span.begin != key.key_span.end) service.keys.emplace_back(key.key, key.key_span);
    }
    return service;
  }

 private:
  void add_environment(Service& service) const {
    const auto found = environments_.find(service.name.docker_value());
    if (found == environments_.end()) return;
    service.environment = found->second->environment;
    service.env_files = found->second->files;
    service.has_environment_key = found->second->has_environment_key;
  }

  /// A map of conditions to docker compose, a list to a stack.
  static std::vector<Text> dependencies(const Value& service) {
    std::vector<Text> names = texts_at(service, "depends_on");
    if (const Value* map = service.find("depends_on")) {
      for (const Entry& entry : map->entries) names.emplace_back(entry.key, entry.key_span);
    }
    return names;
  }

  const Model& model_;
  const Deployment& mail_;
  const StorageJudge& storage_;
  KeyPositions volumes_;
  KeyPositions networks_;
  std::unordered_map<std::string, const ServiceEnvironment*> environments_;
  std::unordered_set<std::string> disabled_;
  std::string docker_prefix_;
};

}  // namespace

Deployment build_deployment(const Model& model, TargetVerdict target, Cluster cluster, const Options& options) {
  Deployment mail{
      .name = model.name,
      .target = target.target,
      .target_evidence = std::move(target.evidence),
      .dialect = model.dialect,
      .files = model.files,
      .cluster = std::move(cluster),
      .variables = model.variables,
      .has_include = model.has_include,
  };
  const StorageJudge storage(options, mail.cluster);
  mail.volumes = build_volumes(model, storage);
  mail.networks = build_networks(model, mail.cluster, mail.target);
  if (const Value* services = model.root->find("services")) {
    const ServiceBuilder builder(model, mail, storage);
    for (const Entry& entry : services->entries) mail.services.push_back(builder.build(entry));
  }
  assign_roles(mail.services);
  NodeCounter counter(mail.cluster);
  for (Service& service : mail.services) judge_tasks(mail, counter, service);
  judge_release(mail, options);
  return mail;
}

}  // namespace mailu_lint
