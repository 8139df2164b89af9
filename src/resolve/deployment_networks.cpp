// Networks: the top level's, and a service's connections to them.
#include <string_view>
#include <unordered_map>

#include "resolve/deployment_parts.hpp"

namespace mailu_lint {
namespace {

constexpr std::string_view default_key = "default";

std::vector<Network::Subnet> read_subnets(const Value& body) {
  std::vector<Network::Subnet> subnets;
  const Value* ipam = body.find("ipam");
  const Value* config = ipam ? ipam->find("config") : nullptr;
  if (!config) return subnets;
  for (const Value* item : config->items) {
    const auto text = text_at(*item, "subnet");
    if (!text) continue;
    const std::string* known = text->get();
    subnets.push_back({*text, known ? IpNetwork::parse(*known) : std::nullopt, text_at(*item, "ip_range")});
  }
  return subnets;
}

Network build_network(const Model& model, const Entry& entry) {
  const Value& body = *entry.value;
  const bool external = boolean_at(body, "external").docker_value();
  Network network{
      .key = Text(entry.key, entry.key_span),
      .span = span_of(entry),
      .declared = entry.key_span.begin != entry.key_span.end,
      .external = external,
      .internal = boolean_at(body, "internal").docker_value(),
      .driver = text_at(body, "driver"),
      .subnets = read_subnets(body),
      .enable_ipv6 = boolean_at(body, "enable_ipv6"),
  };
  if (auto name = text_at(body, "name")) {
    network.name = *std::move(name);
  } else {
    const bool prefixed = !external && !model.name.empty();
    network.name = Text(prefixed ? model.name + "_" + entry.key : entry.key, entry.key_span);
  }
  return network;
}

using KnownNetworks = std::unordered_map<std::string_view, const Cluster::KnownNetwork*>;

KnownNetworks known_networks(const Cluster& cluster) {
  KnownNetworks known;
  for (const Cluster::KnownNetwork& network : cluster.networks) known.emplace(network.name, &network);
  return known;
}

/// What the facts tell of a network that the files only name, or whose addresses docker chooses.
void add_known_subnets(Network& network, const KnownNetworks& known) {
  const std::string* name = network.name.get();
  if (!network.subnets.empty() || !name) return;
  const auto found = known.find(*name);
  if (found == known.end()) return;
  network.subnets = found->second->subnets;
  network.subnets_from_facts = !network.subnets.empty();
}

bool uses_default(const Model& model, Target target) {
  const Value* services = model.root->find("services");
  if (!services) return false;
  for (const Entry& service : services->entries) {
    const Value* networks = service.value->find("networks");
    if (!network_mode_of(*service.value, target) && (!networks || networks->entries.empty())) return true;
    if (networks && networks->find(default_key)) return true;
  }
  return false;
}

Attachment attach(const KeyPositions& positions, std::string_view key, Span span) {
  Attachment attachment{.key = Text(std::string(key), span)};
  if (const auto found = positions.find(std::string(key)); found != positions.end()) attachment.network = found->second;
  return attachment;
}

}  // namespace

std::vector<Network> build_networks(const Model& model, const Cluster& cluster, Target target) {
  std::vector<Network> networks;
  const KnownNetworks known = known_networks(cluster);
  bool has_default = false;
  if (const Value* section = model.root->find("networks")) {
    for (const Entry& entry : section->entries) {
      networks.push_back(build_network(model, entry));
      add_known_subnets(networks.back(), known);
      has_default |= entry.key == default_key;
    }
  }
  if (!has_default && uses_default(model, target)) {
    const Span nowhere{model.files.empty() ? FileId{} : model.files.front(), 0, 0};
    const std::string prefix = model.name.empty() ? "" : model.name + "_";
    networks.push_back({.key = Text(std::string(default_key), nowhere),
                        .span = nowhere,
                        .name = Text(prefix + std::string(default_key), nowhere),
                        .declared = false});
    add_known_subnets(networks.back(), known);
  }
  return networks;
}

std::optional<Text> network_mode_of(const Value& service, Target target) {
  return target == Target::swarm ? std::nullopt : text_at(service, "network_mode");
}

std::vector<Attachment> build_attachments(const Entry& service, const KeyPositions& network_positions, Target target) {
  std::vector<Attachment> attachments;
  const Value* networks = service.value->find("networks");
  if (!networks || networks->entries.empty()) {
    if (!network_mode_of(*service.value, target)) {
      attachments.push_back(attach(network_positions, default_key, service.key_span));
    }
    return attachments;
  }
  for (const Entry& entry : networks->entries) {
    Attachment attachment = attach(network_positions, entry.key, entry.key_span);
    attachment.aliases = texts_at(*entry.value, "aliases");
    attachment.ipv4 = text_at(*entry.value, "ipv4_address");
    attachment.ipv6 = text_at(*entry.value, "ipv6_address");
    attachments.push_back(std::move(attachment));
  }
  return attachments;
}

}  // namespace mailu_lint
