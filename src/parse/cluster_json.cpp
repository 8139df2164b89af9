// Cluster facts as JSON: what `docker … inspect`, `--format json` and `findmnt --json` print. JSON is YAML, and our
// YAML parser keeps the places that a finding needs; a JSON library would not.
#include <algorithm>
#include <charconv>

#include "parse/cluster_facts.hpp"
#include "parse/yaml.hpp"

namespace mailu_lint::facts {
namespace {

/// A value in a JSON text that stands at `offset` of the facts file.
class Json {
 public:
  Json() = default;
  Json(yaml::NodeRef node, std::uint32_t offset) : node_(node), offset_(offset) {}

  explicit operator bool() const { return static_cast<bool>(node_); }
  bool is_object() const { return node_ && node_.kind() == yaml::Kind::mapping; }
  bool is_array() const { return node_ && node_.kind() == yaml::Kind::sequence; }
  Json operator[](std::string_view key) const {
    if (!is_object()) return {};
    for (auto name = node_.first_child(); name; name = name.next().next()) {
      if (name.text() == key) return {name.next(), offset_};
    }
    return {};
  }
  bool has(std::string_view key) const { return static_cast<bool>((*this)[key]); }
  /// Empty when absent or no scalar.
  std::string_view text() const {
    return node_ && node_.kind() == yaml::Kind::scalar ? node_.text() : std::string_view();
  }
  bool is_true() const { return text() == "true"; }
  Span span() const {
    const Span span = node_.span();
    return {span.file, span.begin + offset_, span.end + offset_};
  }
  template <class Visit>
  void each_item(const Visit& visit) const {
    if (!is_array()) return;
    for (auto item = node_.first_child(); item; item = item.next()) visit(Json(item, offset_));
  }
  template <class Visit>
  void each_member(const Visit& visit) const {
    if (!is_object()) return;
    for (auto name = node_.first_child(); name; name = name.next().next()) {
      visit(Json(name, offset_), Json(name.next(), offset_));
    }
  }

 private:
  yaml::NodeRef node_{};
  std::uint32_t offset_ = 0;
};

/// Where a reader looks for a whole object: its name, not its many lines.
Span short_span(const Json& object, const Json& name) {
  return name ? name.span() : Span{object.span().file, object.span().begin, object.span().begin + 1};
}

std::optional<std::int64_t> number(const Json& value) {
  const std::string_view text = value.text();
  std::int64_t result = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), result);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return result;
}

/// A line of `docker node ls --format json`.
void read_listed_node(Reading& reading, const Json& node) {
  reading.listed.nodes.push_back({
      .id = std::string(node["ID"].text()),
      .hostname = std::string(node["Hostname"].text()),
      .manager = !node["ManagerStatus"].text().empty(),
      .active = node["Availability"].text() == "Active",
      .ready = node["Status"].text() == "Ready",
      .engine = std::string(node["EngineVersion"].text()),
      .span = short_span(node, node["ManagerStatus"]),
  });
}

/// An item of `docker node inspect`, which is also the API's.
void read_inspected_node(Reading& reading, const Json& node) {
  const Json spec = node["Spec"];
  const Json hostname = node["Description"]["Hostname"];
  Cluster::Node result{
      .id = std::string(node["ID"].text()),
      .hostname = std::string(hostname.text()),
      .manager = spec["Role"].text() == "manager",
      .active = spec["Availability"].text() == "active",
      .ready = node["Status"]["State"].text() == "ready",
      .engine = std::string(node["Description"]["Engine"]["EngineVersion"].text()),
      .span = short_span(node, spec["Role"]),
  };
  spec["Labels"].each_member([&](const Json& name, const Json& value) {
    result.labels.push_back({std::string(name.text()), name.span(), Text(std::string(value.text()), value.span())});
  });
  reading.saw_leader |= node["ManagerStatus"]["Leader"].is_true();
  reading.said.nodes.push_back(std::move(result));
}

/// The `Swarm` of `docker info`. A worker and an engine outside of a swarm tell no numbers.
void read_swarm(Reading& reading, const Json& swarm) {
  const Json state = swarm["LocalNodeState"];
  if (state.text() == "inactive") {
    return reading.refuse(state.span(), "this engine is in no swarm; it tells nothing of the cluster",
                          "run `docker info` on a manager of the swarm");
  }
  const auto managers = number(swarm["Managers"]);
  const auto nodes = number(swarm["Nodes"]);
  // Only a manager knows: elsewhere the members are missing or 0.
  if (!managers || *managers == 0) {
    return reading.refuse(short_span(swarm, state),
                          "this node is a worker; it does not know how many managers there are",
                          "run `docker info` on a manager of the swarm");
  }
  reading.said.managers = Located(*managers, swarm["Managers"].span());
  if (nodes) reading.said.node_count = Located(*nodes, swarm["Nodes"].span());
}

/// An item of `docker network inspect`. The ingress network may have any name.
void read_network(Reading& reading, const Json& network) {
  const Json name = network["Name"];
  Cluster::KnownNetwork result{
      .name = std::string(name.text()), .span = short_span(network, name), .ingress = network["Ingress"].is_true()};
  network["IPAM"]["Config"].each_item([&](const Json& config) {
    const Json subnet = config["Subnet"];
    if (!subnet) return;
    const auto parsed = IpNetwork::parse(subnet.text());
    result.subnets.push_back({.text = Text(std::string(subnet.text()), subnet.span()), .network = parsed});
    const Json range = config["IPRange"];
    if (range && !range.text().empty()) {
      result.subnets.back().ip_range = Text(std::string(range.text()), range.span());
    }
    if (parsed && result.ingress) reading.said.ingress_subnets.emplace_back(*parsed, subnet.span());
  });
  if (result.ingress && result.subnets.empty()) {
    reading.refuse(result.span, "the ingress network shows no subnet on this node; the node has nothing attached to it",
                   "run `docker network inspect ingress` on a manager");
  }
  reading.said.networks.push_back(std::move(result));
}

void read_mounts(Reading& reading, const Json& mounts) {
  mounts.each_item([&](const Json& mount) {
    const Json target = mount["target"];
    if (target) {
      add_mount(reading.said, std::string(target.text()), std::string(mount["fstype"].text()), target.span());
    }
    read_mounts(reading, mount["children"]);
  });
}

enum class Kind : std::uint8_t {
  listed_node,
  inspected_node,
  info,
  swarm,
  network,
  mounts,
  listed_network,
  service,
  other
};

Kind kind_of(const Json& value) {
  if (value.has("ManagerStatus") && value.has("Hostname")) return Kind::listed_node;
  if (value["Spec"].has("Role")) return Kind::inspected_node;
  if (value.has("LocalNodeState")) return Kind::swarm;
  if (value["Swarm"].has("LocalNodeState")) return Kind::info;
  if (value.has("IPAM")) return Kind::network;
  if (value.has("filesystems")) return Kind::mounts;
  if (value.has("Driver") && value.has("Scope")) return Kind::listed_network;
  if (value["Spec"].has("TaskTemplate")) return Kind::service;
  return Kind::other;
}

void refuse_kind(Reading& reading, const Json& value, Kind kind) {
  const Span span = {reading.file, value.span().begin, value.span().begin + 1};
  if (kind == Kind::listed_network) {
    reading.refuse(span, "a list of networks tells no subnets", "use `docker network inspect ingress`");
  } else if (kind == Kind::service) {
    reading.refuse(span, "`docker service inspect` tells nothing of nodes or networks that is looked at here",
                   "use `docker node ls` and `docker network inspect ingress`");
  } else {
    reading.refuse(span, "this is not JSON that docker or findmnt prints of nodes, swarm, networks or mounts",
                   "use `docker node ls`, `docker info`, `docker network inspect` or `findmnt --json`");
  }
}

void read_object(Reading& reading, const Json& value) {
  switch (const Kind kind = kind_of(value); kind) {
    case Kind::listed_node:
      return read_listed_node(reading, value);
    case Kind::inspected_node:
      return read_inspected_node(reading, value);
    case Kind::info:
      return read_swarm(reading, value["Swarm"]);
    case Kind::swarm:
      return read_swarm(reading, value);
    case Kind::network:
      return read_network(reading, value);
    case Kind::mounts:
      return read_mounts(reading, value["filesystems"]);
    case Kind::listed_network:
    case Kind::service:
    case Kind::other:
      return refuse_kind(reading, value, kind);
  }
}

}  // namespace

void read_json(Reading& reading, std::size_t begin, std::size_t end) {
  std::string text(reading.text.substr(begin, end - begin));
  // Outside of strings a tab is a blank to JSON, but not to YAML; inside of strings JSON forbids it.
  std::ranges::replace(text, '\t', ' ');
  const SourceFile source(std::string(), std::move(text));
  Findings syntax;
  const yaml::Tree tree = yaml::parse(reading.file, source, syntax);
  const auto offset = static_cast<std::uint32_t>(begin);
  if (!syntax.list().empty() || tree.documents().empty()) {
    const std::uint32_t at = offset + (syntax.list().empty() ? 0 : syntax.list().front().span.begin);
    return reading.refuse(reading.span(at, std::min<std::size_t>(at + 1, end)),
                          "this is not valid JSON; the output was cut or changed",
                          "write the whole output of the command into the file");
  }
  const Json root(tree.documents().front(), offset);
  if (!root.is_array()) return read_object(reading, root);
  root.each_item([&](const Json& item) { read_object(reading, item); });
}

}  // namespace mailu_lint::facts
