// Constraints as swarmkit matches them: keys and values without regard to case, label names with it.
#include "mailu/placement.hpp"

#include <algorithm>
#include <optional>

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

bool starts_with_word(std::string_view text, std::string_view word) {
  return same_word(text.substr(0, word.size()), word);
}

/// Of lists of constraints with nodes, far more than anybody has: beyond that nothing is counted.
constexpr std::size_t most_comparisons = 1'000'000;

constexpr std::string_view node_label = "node.labels.";

bool names_one_node(const Constraint& constraint) {
  return constraint.equal && (same_word(constraint.key, "node.hostname") || same_word(constraint.key, "node.id"));
}

enum class Fit : std::uint8_t { no, yes, not_told };

Fit compare(const Constraint& constraint, std::string_view value) {
  return same_word(constraint.value, value) == constraint.equal ? Fit::yes : Fit::no;
}

Fit fits(const Cluster::Node& node, const Constraint& constraint, bool labels_told) {
  if (same_word(constraint.key, "node.role")) return compare(constraint, node.manager ? "manager" : "worker");
  if (same_word(constraint.key, "node.hostname") && !node.hostname.empty()) return compare(constraint, node.hostname);
  if (same_word(constraint.key, "node.id") && !node.id.empty()) return compare(constraint, node.id);
  if (labels_told && starts_with_word(constraint.key, node_label)) {
    const auto found = std::ranges::find(node.labels, constraint.key.substr(node_label.size()), &KeyValue::name);
    return compare(constraint, found == node.labels.end() ? std::string_view() : found->value.docker_value());
  }
  return Fit::not_told;
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

bool pins(const Text& constraint) {
  const auto parsed = parse_constraint(constraint.docker_value());
  return parsed && (names_one_node(*parsed) || (parsed->equal && (starts_with_word(parsed->key, node_label) ||
                                                                  starts_with_word(parsed->key, "engine.labels."))));
}

std::string only_node(const Service& service) {
  if (!service.pinned || !service.pinned->known()) return {};
  const auto constraint = parse_constraint(service.pinned->docker_value());
  if (!constraint || !names_one_node(*constraint)) return {};
  return lower_case(constraint->key) + "==" + lower_case(constraint->value);
}

NodeCounter::NodeCounter(const Cluster& cluster) : cluster_(&cluster) {
  // `docker node ls` prints no labels: then nobody has any in the facts, and they tell nothing.
  labels_told_ = std::ranges::any_of(cluster.nodes, [](const auto& node) { return !node.labels.empty(); });
}

EligibleNodes NodeCounter::count(const std::vector<Text>& constraints) {
  std::string key;
  for (const Text& text : constraints) key += (text.known() ? text.docker_value() : std::string("?")) + '\n';
  const auto [found, is_new] = counted_.try_emplace(std::move(key));
  if (is_new) found->second = count_new(constraints);
  return found->second;
}

EligibleNodes NodeCounter::count_new(const std::vector<Text>& texts) const {
  std::vector<Constraint> constraints;
  bool all_known = true;
  for (const Text& text : texts) {
    const auto constraint = text.known() ? parse_constraint(text.docker_value()) : std::nullopt;
    if (constraint) constraints.push_back(*constraint);
    all_known = all_known && constraint;
  }
  const std::int64_t* total = cluster_->node_count ? cluster_->node_count->get() : nullptr;
  const bool one = std::ranges::any_of(constraints, names_one_node);
  if (cluster_->nodes.empty() && !total) return {.most = one ? std::optional<std::size_t>(1) : std::nullopt};

  if (counted_.size() * cluster_->nodes.size() > most_comparisons) return {.most = cluster_->nodes.size()};
  EligibleNodes eligible{.most = 0};
  for (const Cluster::Node& node : cluster_->nodes) {
    if (!node.active) continue;
    Fit fit = all_known ? Fit::yes : Fit::not_told;
    for (const Constraint& constraint : constraints) {
      const Fit one_fit = fits(node, constraint, labels_told_);
      if (one_fit != Fit::yes && fit != Fit::no) fit = one_fit;
    }
    if (fit != Fit::no) ++*eligible.most;
    if (fit == Fit::yes) ++eligible.proven;
  }
  const auto listed = static_cast<std::int64_t>(cluster_->nodes.size());
  if (total && *total > listed) *eligible.most += static_cast<std::size_t>(*total - listed);
  // Nodes that are only counted have names of their own.
  if (one && *eligible.most > 1 && cluster_->nodes.empty()) eligible.most = 1;
  return eligible;
}

bool may_move(const Deployment& mail, const Service& service) {
  if (!mail.swarm()) return false;
  return service.nodes.proven > 1 || (!service.pinned && service.nodes.most.value_or(2) > 1);
}

void tell_nodes(FindingBuilder finding, const Deployment& mail, const Service& service) {
  const bool chosen = service.pinned && service.nodes.proven > 1;
  if (chosen) finding.also(service.pinned->span(), std::to_string(service.nodes.proven) + " nodes fit this");
  if (!chosen && !service.tasks.global) return;
  if (const auto& count = mail.cluster.node_count; count && count->known()) {
    finding.also(count->span(), "the swarm has " + std::to_string(count->docker_value()) + " nodes");
  }
}

}  // namespace mailu_lint
