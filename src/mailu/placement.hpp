// On which nodes of a swarm a service may run. Where the answer is "on more than one", a disk of one node is not
// enough.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include <mailu_lint/deployment.hpp>

namespace mailu_lint {

/// Services of that role that are started at all: enabled, and not scaled to zero.
std::vector<const Service*> running(const Deployment& mail, Role role);
/// The same of every role: all of Mailu's services, and none of its neighbours.
std::vector<const Service*> running(const Deployment& mail);

/// How many nodes the scheduler may choose from, by cluster facts and the service's constraints. What the facts do not
/// tell (labels, platforms, nodes that are counted but not listed) leaves a node in. Nothing without facts.
std::optional<std::size_t> eligible_nodes(const Deployment& mail, const Service& service);

/// A task of this service may be started on another node than the last one: a swarm, no constraint to one node (or to
/// labelled nodes, which somebody chose), and no facts that show a single eligible node.
bool may_move(const Deployment& mail, const Service& service);

}  // namespace mailu_lint
