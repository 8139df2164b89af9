#include "mailu/front_network.hpp"

#include <mailu_lint/finding.hpp>

#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

constexpr Role front_only[] = {Role::front};
constexpr Role who_judge_front[] = {Role::admin, Role::imap, Role::smtp};
/// Far more than anybody has; each setting is compared with each place.
constexpr std::size_t most_places = 32;

/// Why not all subnets of that family are known; empty when they are.
std::string why_unknown(const Network& network, IpFamily family) {
  const std::string name = "network `" + network.key.docker_value() + "`";
  if (network.subnets.empty()) return name + (network.external ? " is external" : " declares no subnet");
  bool has_family = false;
  for (const Network::Subnet& subnet : network.subnets) {
    if (!subnet.network || (subnet.ip_range && !subnet.ip_range->known())) return name + " has a subnet not known here";
    has_family = has_family || subnet.network->address.family == family;
  }
  const bool docker_chooses =
      family == IpFamily::v6 && !has_family && (!network.enable_ipv6.known() || network.enable_ipv6.docker_value());
  return docker_chooses ? name + " declares no IPv6 subnet" : std::string();
}

/// The addresses that docker gives of a known subnet.
IpNetwork given_addresses(const Network::Subnet& subnet) {
  const auto range = subnet.ip_range ? IpNetwork::parse(subnet.ip_range->docker_value()) : std::nullopt;
  return range.value_or(*subnet.network);
}

/// What front asks for in each network, if there is one front and a stack does not drop it.
std::vector<const Attachment*> fixed_attachments(const Deployment& mail) {
  std::vector<const Attachment*> fixed(mail.networks.size());
  const auto fronts = running(mail, Role::front);
  if (mail.swarm() || fronts.size() != 1) return fixed;
  for (const Attachment& attachment : fronts.front()->networks) {
    if (attachment.network) fixed[*attachment.network] = &attachment;
  }
  return fixed;
}

void add_places(const Network& network, const Attachment* fixed, IpFamily family, FrontPlaces& front) {
  const std::optional<Text> none;
  const auto& address = !fixed ? none : family == IpFamily::v4 ? fixed->ipv4 : fixed->ipv6;
  if (address && !address->known()) front.unknown = "front's address is not known";
  const auto single = address ? IpNetwork::parse(address->docker_value()) : std::nullopt;
  for (const Network::Subnet& subnet : network.subnets) {
    if (!subnet.network || subnet.network->address.family != family) continue;
    front.places.push_back({&subnet, single.value_or(given_addresses(subnet))});
  }
}

}  // namespace

std::vector<bool> networks_of(const Deployment& mail, std::span<const Role> roles) {
  std::vector<bool> connected(mail.networks.size());
  for (const Role role : roles) {
    for (const Service* service : running(mail, role)) {
      for (const Attachment& attachment : service->networks) {
        if (attachment.network) connected[*attachment.network] = true;
      }
    }
  }
  return connected;
}

FrontPlaces front_places(const Deployment& mail, IpFamily family) {
  const std::vector<bool> of_front = networks_of(mail, front_only);
  const std::vector<bool> of_judges = networks_of(mail, who_judge_front);
  const std::vector<const Attachment*> fixed = fixed_attachments(mail);
  FrontPlaces front;
  for (std::size_t i = 0; i < mail.networks.size(); ++i) {
    if (!of_front[i] || !of_judges[i]) continue;
    if (front.unknown.empty()) front.unknown = why_unknown(mail.networks[i], family);
    add_places(mail.networks[i], fixed[i], family, front);
  }
  if (front.places.size() > most_places) return {.unknown = "front is on too many networks"};
  return front;
}

FrontFit fit_front(const FrontPlaces& front, const IpNetwork& range, Findings& findings) {
  FrontFit best;
  for (const FrontPlaces::Place& place : front.places) {
    if (range.contains(place.addresses)) return {FrontFit::Kind::whole, place.subnet};
    if (best.kind == FrontFit::Kind::part) continue;
    best = {place.addresses.overlaps(range) ? FrontFit::Kind::part : FrontFit::Kind::apart, place.subnet};
  }
  if (front.unknown.empty()) return best;
  findings.not_checked(front.unknown);
  return {};
}

std::optional<FrontFit> misfit_of_subnet(const Deployment& mail, const FrontPlaces& front, const Service& service,
                                         const IpNetwork& subnet, Findings& findings) {
  constexpr ReleaseRange with_pods{Release::v1_6, Release::v1_9};
  if (mail.may_be(with_pods) && (mail.swarm() || !service.setting("POD_ADDRESS_RANGE").empty())) return std::nullopt;
  const FrontFit fit = fit_front(front, subnet, findings);
  return fit.subnet && fit.kind != FrontFit::Kind::whole ? std::optional(fit) : std::nullopt;
}

}  // namespace mailu_lint
