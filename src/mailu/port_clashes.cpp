#include "mailu/port_clashes.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

#include <mailu_lint/finding.hpp>

#include "mailu/placement.hpp"
#include "mailu/ports.hpp"

namespace mailu_lint {
namespace {

struct Claim {
  PortClaim who{};
  std::size_t order = 0;
  PublishedPort::Range ports{};
};

/// Claims in one lane exclude each other where their ports overlap. A claim looks into the lanes of those it excludes,
/// and stands in the lanes where others look for it.
struct Lanes {
  std::vector<std::string> looks_into{};
  std::vector<std::string> stands_in{};
};

Lanes lanes_on_a_host(const PublishedPort& port) {
  const IpFamily family = port.address ? port.address->family : IpFamily::v4;
  const std::string version = family == IpFamily::v4 ? "4" : "6";
  const std::string all = version + " all";
  const std::string any = version + " any";
  if (on_every_address(port)) return {{all}, {all, any}};
  const std::string own = port.address->to_string();
  return {{any, own}, {all, own}};
}

Lanes lanes_in_a_swarm(const PublishedPort& port, const Service& service) {
  const std::string own = "service " + service.name.docker_value();
  if (port.mode != PublishMode::host) return {{"ingress", "nodes"}, {"ingress", own}};
  Lanes lanes{{"ingress", own}, {"nodes", own}};
  if (service.tasks.global && service.deploy && service.deploy->constraints.empty()) {
    lanes.looks_into.emplace_back("nodes");
    lanes.stands_in.emplace_back("every node");
  } else {
    lanes.looks_into.emplace_back("every node");
  }
  if (const std::string node = only_node(service); !node.empty()) {
    lanes.looks_into.push_back(node);
    lanes.stands_in.push_back(node);
  }
  return lanes;
}

/// Docker picks one port of a range that leads to a single one, and is free to pick another.
bool is_sure(const PublishedPort& port) {
  if (!port.published || (port.host_ip && !port.address)) return false;
  return port.published->last - port.published->first == port.target.last - port.target.first;
}

std::vector<Claim> claims_of(const Deployment& mail, Findings& findings) {
  std::vector<Claim> claims;
  for (const Service& service : mail.services) {
    if (!service.enabled || service.tasks.count == 0 || service.network_mode) continue;
    for (const PublishedPort& port : service.ports) {
      if (!port.known) findings.not_checked("a port is not known");
      if (port.known && is_sure(port)) claims.push_back({{&service, &port}, claims.size(), *port.published});
    }
  }
  return claims;
}

}  // namespace

std::vector<PortClash> port_clashes(const Deployment& mail, Findings& findings) {
  std::vector<Claim> claims = claims_of(mail, findings);
  std::ranges::stable_sort(claims, {}, [](const Claim& claim) { return claim.ports.first; });
  // Of the claims so far the one in each lane that reaches furthest: whoever overlaps any overlaps that one.
  std::unordered_map<std::string, const Claim*> furthest;
  std::vector<std::pair<std::size_t, PortClash>> found;
  for (const Claim& claim : claims) {
    const PublishedPort& port = *claim.who.port;
    const Lanes lanes = mail.swarm() ? lanes_in_a_swarm(port, *claim.who.service) : lanes_on_a_host(port);
    for (const std::string& lane : lanes.looks_into) {
      const auto other = furthest.find(port.protocol + ' ' + lane);
      if (other == furthest.end() || other->second->ports.last < claim.ports.first) continue;
      const bool later = other->second->order < claim.order;
      const Claim& first = later ? *other->second : claim;
      const Claim& second = later ? claim : *other->second;
      found.push_back({second.order, {first.who, second.who, claim.ports.first}});
      break;
    }
    for (const std::string& lane : lanes.stands_in) {
      const Claim*& there = furthest[port.protocol + ' ' + lane];
      if (!there || there->ports.last < claim.ports.last) there = &claim;
    }
  }
  std::ranges::sort(found, {}, [](const auto& one) { return one.first; });
  std::vector<PortClash> clashes;
  clashes.reserve(found.size());
  for (auto& [order, clash] : found) clashes.push_back(clash);
  return clashes;
}

}  // namespace mailu_lint
