// What rules see of a stack against what `docker stack deploy` 28.2.2 asked the engine for: the recorded requests
// (dp282) of corpus.json, service by service and network by network.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "lint/resolve.hpp"
#include "oracle_corpus.hpp"
#include "resolve/paths.hpp"

using namespace mailu_lint;
using nlohmann::json;

namespace {

const std::string stack_prefix = "st_";

/// Cases that differ, and must. One that agrees must not stand here.
struct Exception {
  const char* id;
  const char* reason;
};
constexpr Exception exceptions[] = {
    {"port-24", "no container port: docker's engine refuses that, and to rules the entry is not known"},
};

json sorted(json list) {
  std::sort(list.begin(), list.end());
  return list;
}

json at(const json& value, std::initializer_list<const char*> path) {
  const json* found = &value;
  for (const char* step : path) {
    if (!found->is_object() || !found->contains(step)) return nullptr;
    found = &(*found)[step];
  }
  return *found;
}

json list_at(const json& value, std::initializer_list<const char*> path) {
  json found = at(value, path);
  return found.is_null() ? json::array() : found;
}

json or_empty(const json& value) {
  return value.is_null() ? json("") : value;
}

// Its side: the requests.

json asked_ports(const json& service) {
  json ports = json::array();
  for (const json& port : list_at(service, {"EndpointSpec", "Ports"})) {
    ports.push_back({or_empty(port.value("PublishedPort", json())), or_empty(port.value("TargetPort", json())),
                     port.value("Protocol", "tcp"), port.value("PublishMode", "ingress")});
  }
  return sorted(std::move(ports));
}

json asked_mounts(const json& container) {
  json mounts = json::array();
  for (const json& mount : list_at(container, {"Mounts"})) {
    const json driver = at(mount, {"VolumeOptions", "DriverConfig"});
    json options = at(driver, {"Options"});
    for (json& option : options) option = test::plain(option.get<std::string>());
    mounts.push_back({mount.value("Type", "volume"), test::plain(mount.value("Source", "")),
                      mount.contains("Target") ? clean_path(mount["Target"].get<std::string>()) : "",
                      mount.value("ReadOnly", false), or_empty(at(driver, {"Name"})),
                      options.is_null() ? json::object() : options});
  }
  return sorted(std::move(mounts));
}

json asked_networks(const json& service) {
  json networks = json::array();
  for (const json& network : list_at(service, {"TaskTemplate", "Networks"})) {
    networks.push_back({network["Target"], sorted(list_at(network, {"Aliases"}))});
  }
  return sorted(std::move(networks));
}

json asked_labels(const json& service) {
  json labels = json::array();
  for (const json& map : {at(service, {"TaskTemplate", "ContainerSpec", "Labels"}), at(service, {"Labels"})}) {
    for (const auto& [name, value] : map.items()) {
      if (!name.starts_with("com.docker.stack.")) labels.push_back(name + "=" + value.get<std::string>());
    }
  }
  return sorted(std::move(labels));
}

json asked_service(const json& service) {
  const json container = at(service, {"TaskTemplate", "ContainerSpec"});
  const json mode = service["Mode"];
  const std::string kind = mode.items().begin().key();
  const json count =
      kind == "ReplicatedJob" ? at(mode, {"ReplicatedJob", "TotalCompletions"}) : at(mode, {"Replicated", "Replicas"});
  return {{"image", at(service, {"Labels", "com.docker.stack.image"})},
          {"environment", sorted(list_at(container, {"Env"}))},
          {"ports", asked_ports(service)},
          {"mounts", asked_mounts(container)},
          {"networks", asked_networks(service)},
          {"labels", asked_labels(service)},
          {"mode", kind},
          {"count", or_empty(count)},
          {"constraints", list_at(service, {"TaskTemplate", "Placement", "Constraints"})},
          {"per node", or_empty(at(service, {"TaskTemplate", "Placement", "MaxReplicas"}))},
          {"update order", or_empty(at(service, {"UpdateConfig", "Order"}))},
          {"endpoint mode", or_empty(at(service, {"EndpointSpec", "Mode"}))},
          {"dns", list_at(container, {"DNSConfig", "Nameservers"})},
          {"hosts", list_at(container, {"Hosts"})},
          {"hostname", or_empty(at(container, {"Hostname"}))},
          {"command", list_at(container, {"Args"})}};
}

json asked_network(const json& network) {
  json subnets = json::array();
  for (const json& config : list_at(network, {"IPAM", "Config"})) subnets.push_back(config["Subnet"]);
  return {{"driver", network["Driver"]}, {"internal", network["Internal"]}, {"subnets", std::move(subnets)}};
}

json asked(const json& posts) {
  json all = {{"services", json::object()}, {"networks", json::object()}};
  for (const json& post : posts) {
    const json& body = post["body"];
    if (post["path"] == "/services/create") all["services"][body["Name"]] = asked_service(body);
    if (post["path"] == "/networks/create") all["networks"][body["Name"]] = asked_network(body);
  }
  return all;
}

// Our side: the deployment.

std::string text_or_empty(const std::optional<Text>& text) {
  return text ? text->docker_value() : "";
}

json texts(const std::vector<Text>& list) {
  json all = json::array();
  for (const Text& text : list) all.push_back(text.docker_value());
  return all;
}

std::string mode_of(const PublishedPort& port) {
  if (port.mode == PublishMode::ingress) return "ingress";
  return port.mode == PublishMode::host ? "host" : port.mode_text->docker_value();
}

/// A request has an entry for each port of a range; where one container port is behind a range, for each published one.
json our_ports(const Service& service) {
  const auto number = [](int port) { return port == 0 ? json("") : json(port); };
  json ports = json::array();
  for (const PublishedPort& port : service.ports) {
    const auto published = port.published.value_or(PublishedPort::Range{});
    const int targets = port.target.last - port.target.first;
    const int count = std::max(targets, published.last - published.first);
    for (int i = 0; i <= count; ++i) {
      ports.push_back({number(port.published ? published.first + i : 0),
                       number(port.target.first + std::min(i, targets)), port.protocol, mode_of(port)});
    }
  }
  return sorted(std::move(ports));
}

/// The name in the swarm: with the stack's prefix, unless the file gives one.
std::string name_of(const Text& name, const Text& key, bool external) {
  const bool given = external || !(name.span() == key.span());
  return given ? name.docker_value() : stack_prefix + key.docker_value();
}

json our_mounts(const Deployment& mail, const Service& service) {
  static const char* kinds[] = {"bind", "volume", "volume", "tmpfs", "other"};
  json mounts = json::array();
  for (const Mount& mount : service.mounts) {
    const Volume* volume = mail.volume(mount);
    std::string source = text_or_empty(mount.source);
    json options = json::object();
    if (volume) {
      source = name_of(volume->name, volume->key, volume->external);
      for (const Volume::Option& option : volume->driver_opts) options[option.name] = option.value.docker_value();
    }
    mounts.push_back({kinds[static_cast<std::size_t>(mount.kind)], source, mount.target.docker_value(), mount.read_only,
                      volume ? text_or_empty(volume->driver) : "", std::move(options)});
  }
  return sorted(std::move(mounts));
}

/// Networks in which docker gives no names.
bool is_built_in(const Text& name) {
  return name.is("default") || name.is("bridge") || name.is("host") || name.is("none");
}

json our_networks(const Deployment& mail, const Service& service) {
  json networks = json::array();
  for (const Attachment& attachment : service.networks) {
    const Network* network = mail.network(attachment);
    json aliases = texts(attachment.aliases);
    if (!network) continue;
    if (!network->external || !is_built_in(network->name)) aliases.push_back(service.name.docker_value());
    networks.push_back({name_of(network->name, network->key, network->external), sorted(std::move(aliases))});
  }
  return sorted(std::move(networks));
}

json our_environment(const Service& service) {
  json environment = json::array();
  for (const Setting& setting : service.environment.settings) {
    environment.push_back(setting.inherited ? setting.name : setting.name + "=" + setting.value.docker_value());
  }
  return sorted(std::move(environment));
}

json our_hosts(const Service& service) {
  json hosts = json::array();
  for (const Text& text : service.extra_hosts) {
    const std::string& host = text.docker_value();
    const std::size_t cut = host.find_first_of(":=");
    hosts.push_back(host.substr(cut + 1) + " " + host.substr(0, cut));
  }
  return hosts;
}

std::string our_mode(const std::string& text) {
  if (text == "global") return "Global";
  if (text == "global-job") return "GlobalJob";
  return text == "replicated-job" ? "ReplicatedJob" : "Replicated";
}

json our_service(const Deployment& mail, const Service& service) {
  const Deploy deploy = service.deploy.value_or(Deploy{});
  json labels = json::array();
  for (const KeyValue& label : service.labels) labels.push_back(label.name + "=" + label.value.docker_value());
  const auto number = [](const auto& value) { return value ? json(value->docker_value()) : json(""); };
  return {{"image", service.image ? service.image->text.docker_value() : ""},
          {"environment", our_environment(service)},
          {"ports", our_ports(service)},
          {"mounts", our_mounts(mail, service)},
          {"networks", our_networks(mail, service)},
          {"labels", sorted(std::move(labels))},
          {"mode", our_mode(text_or_empty(deploy.mode))},
          {"count", number(deploy.replicas)},
          {"constraints", texts(deploy.constraints)},
          {"per node", number(deploy.max_replicas_per_node)},
          {"update order", text_or_empty(deploy.update_order)},
          {"endpoint mode", text_or_empty(deploy.endpoint_mode)},
          {"dns", texts(service.dns)},
          {"hosts", our_hosts(service)},
          {"hostname", text_or_empty(service.hostname)},
          {"command", texts(service.command)}};
}

json ours(const Deployment& mail) {
  json all = {{"services", json::object()}, {"networks", json::object()}};
  for (const Service& service : mail.services) {
    all["services"][stack_prefix + service.name.docker_value()] = our_service(mail, service);
    for (const Attachment& attachment : service.networks) {
      const Network* network = mail.network(attachment);
      if (!network || network->external) continue;
      json subnets = json::array();
      for (const Network::Subnet& subnet : network->subnets) subnets.push_back(subnet.text.docker_value());
      all["networks"][name_of(network->name, network->key, false)] = {
          {"driver", network->driver ? network->driver->docker_value() : "overlay"},
          {"internal", network->internal},
          {"subnets", std::move(subnets)}};
    }
  }
  return all;
}

json resolved(const json& example) {
  test::MemoryReader files = test::corpus_files(example, Dialect::stack);
  SourceSet sources(files);
  Findings findings;
  Documents documents(sources, findings);
  Coverage coverage;
  Options options = test::corpus_options(example);
  options.target = Target::swarm;
  const Resolved resolved = resolve(test::corpus_project(example), options, documents, coverage);
  return ours(resolved.deployment);
}

bool is_exception(const std::string& id) {
  return std::ranges::any_of(exceptions, [&](const Exception& exception) { return id == exception.id; });
}

}  // namespace

TEST_CASE("oracle: rules see what docker stack deploy asks for") {
  std::size_t agreed = 0;
  std::size_t all = 0;
  for (const json& example : test::read_corpus()) {
    const json expected = at(example, {"expect", "dp282"});
    if (expected.is_null() || expected["rc"] != 0) continue;
    const auto id = example.at("id").get<std::string>();
    REQUIRE_MESSAGE(expected.contains("posts"), id, " has no requests");
    const json theirs = asked(expected["posts"]);
    const json mine = resolved(example);
    ++all;
    agreed += mine == theirs ? 1 : 0;
    if (is_exception(id)) {
      CHECK_MESSAGE(mine != theirs, id, " agrees: take it out of the exceptions");
    } else {
      CHECK_MESSAGE(mine == theirs, id, ": ", json::diff(theirs, mine).dump(), "\n  its ", theirs.dump());
    }
  }
  MESSAGE("requests of docker stack deploy, dp282: ", agreed, " of ", all);
}
