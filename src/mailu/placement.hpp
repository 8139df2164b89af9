// On which nodes of a swarm a service may run. Where the answer is "on more than one", a disk of one node is not
// enough.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <mailu_lint/deployment.hpp>
#include <mailu_lint/finding.hpp>

namespace mailu_lint {

/// Services of that role that are started at all: enabled, and not scaled to zero.
std::vector<const Service*> running(const Deployment& mail, Role role);
/// The same of every role: all of Mailu's services, and none of its neighbours.
std::vector<const Service*> running(const Deployment& mail);

/// `node.hostname == a`, `node.id == b` or `node.labels.mail == true`: somebody chose the node. Roles and platforms
/// name kinds of nodes, of which there may be many.
bool pins(const Text& constraint);

/// The node that alone may run the service, as its constraint says it: `node.hostname==a`; empty when others may.
std::string only_node(const Service& service);

/// Counts the nodes that constraints leave. Services of a stack share theirs, so that each list is counted once.
class NodeCounter {
 public:
  explicit NodeCounter(const Cluster& cluster);
  EligibleNodes count(const std::vector<Text>& constraints);

 private:
  EligibleNodes count_new(const std::vector<Text>& texts) const;

  const Cluster* cluster_;
  bool labels_told_ = false;
  std::unordered_map<std::string, EligibleNodes> counted_;
};

/// A task of this service may be started on another node than the last one: a swarm, no constraint to one node (or to
/// labelled nodes, which somebody chose, unless facts show several of them), and no facts that show a single eligible
/// node.
bool may_move(const Deployment& mail, const Service& service);

/// Adds the places that tell how many nodes run the service, where that number makes the hazard: a constraint that
/// leaves several, the facts that `mode: global` is multiplied with.
void tell_nodes(FindingBuilder finding, const Deployment& mail, const Service& service);

}  // namespace mailu_lint
