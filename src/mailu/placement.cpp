// Constraints as swarmkit matches them: keys and values without regard to case, label names with it.
#include "mailu/placement.hpp"

#include <algorithm>
#include <string_view>

#include "mailu/words.hpp"

namespace mailu_lint {
namespace {

struct Constraint {
  std::string_view key{};
  bool equal = true;
  std::string_view value{};
};

std::optional<Constraint> parse_constraint(std::string_view text) {
  const std::size_t place = text.find('=');
  if (place == std::string_view::npos || place == 0) return std::nullopt;
  if (text[place - 1] == '!') {
    return Constraint{trim(text.substr(0, place - 1)), false, trim(text.substr(place + 1))};
  }
  if (place + 1 >= text.size() || text[place + 1] != '=') return std::nullopt;
  return Constraint{trim(text.substr(0, place)), true, trim(text.substr(place + 2))};
}

/// May the node satisfy the constraint? True also when the facts do not tell.
bool may_satisfy(const Cluster& cluster, const Cluster::Node& node, const Constraint& constraint) {
  constexpr std::string_view label = "node.labels.";
  if (same_word(constraint.key, "node.role")) {
    return same_word(constraint.value, node.manager ? "manager" : "worker") == constraint.equal;
  }
  if (same_word(constraint.key, "node.hostname")) return same_word(constraint.value, node.hostname) == constraint.equal;
  if (same_word(constraint.key, "node.id") && !node.id.empty()) {
    return same_word(constraint.value, node.id) == constraint.equal;
  }
  if (constraint.key.starts_with(label)) {
    // `docker node ls` prints no labels: then nobody has any in the facts, and they tell nothing.
    const bool told = std::ranges::any_of(cluster.nodes, [](const auto& other) { return !other.labels.empty(); });
    if (!told) return true;
    const auto found = std::ranges::find(node.labels, constraint.key.substr(label.size()), &KeyValue::name);
    const std::string_view value =
        found == node.labels.end() ? std::string_view() : std::string_view(found->value.docker_value());
    return same_word(constraint.value, value) == constraint.equal;
  }
  return true;
}

}  // namespace

std::vector<const Service*> running(const Deployment& mail) {
  std::vector<const Service*> found;
  for (const Service& service : mail.services) {
    if (service.role != Role::none && service.enabled && service.tasks.count != 0) found.push_back(&service);
  }
  return found;
}

std::vector<const Service*> running(const Deployment& mail, Role role) {
  std::vector<const Service*> found = running(mail);
  std::erase_if(found, [&](const Service* service) { return service->role != role; });
  return found;
}

std::optional<std::size_t> eligible_nodes(const Deployment& mail, const Service& service) {
  const Cluster& cluster = mail.cluster;
  const std::int64_t* counted = cluster.node_count ? cluster.node_count->get() : nullptr;
  if (cluster.nodes.empty() && !counted) return std::nullopt;

  std::vector<Constraint> constraints;
  if (service.deploy) {
    for (const Text& text : service.deploy->constraints) {
      if (!text.known()) continue;
      if (const auto constraint = parse_constraint(text.docker_value())) constraints.push_back(*constraint);
    }
  }
  std::size_t eligible = 0;
  for (const Cluster::Node& node : cluster.nodes) {
    const bool fits = std::ranges::all_of(
        constraints, [&](const Constraint& constraint) { return may_satisfy(cluster, node, constraint); });
    if (node.active && fits) ++eligible;
  }
  const auto listed = static_cast<std::int64_t>(cluster.nodes.size());
  if (counted && *counted > listed) eligible += static_cast<std::size_t>(*counted - listed);
  return eligible;
}

bool may_move(const Deployment& mail, const Service& service) {
  return mail.swarm() && !service.pinned && eligible_nodes(mail, service).value_or(2) > 1;
}

}  // namespace mailu_lint
