#include "mailu/front_network.hpp"

#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

constexpr Role front_only[] = {Role::front};
constexpr Role who_judge_front[] = {Role::admin, Role::imap, Role::smtp};

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

bool fixed_in(const Attachment& attachment, const IpNetwork& range) {
  const auto& text = range.address.family == IpFamily::v4 ? attachment.ipv4 : attachment.ipv6;
  const auto address = text ? IpAddress::parse(text->docker_value()) : std::nullopt;
  return text && (!text->known() || (address && range.contains(*address)));
}

/// The networks in which every front has an address of its own, inside the range. A stack gives none.
std::vector<bool> networks_with_fixed_front(const Deployment& mail, const IpNetwork& range) {
  if (mail.swarm()) return std::vector<bool>(mail.networks.size());
  std::vector<bool> fixed = networks_of(mail, front_only);
  for (const Service* front : running(mail, Role::front)) {
    for (const Attachment& attachment : front->networks) {
      if (attachment.network && !fixed_in(attachment, range)) fixed[*attachment.network] = false;
    }
  }
  return fixed;
}

FrontFit::Kind fit(const IpNetwork& addresses, const IpNetwork& range) {
  if (range.contains(addresses)) return FrontFit::Kind::whole;
  return addresses.overlaps(range) ? FrontFit::Kind::part : FrontFit::Kind::apart;
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

FrontFit fit_front(const Deployment& mail, const IpNetwork& range) {
  const std::vector<bool> of_front = networks_of(mail, front_only);
  const std::vector<bool> of_judges = networks_of(mail, who_judge_front);
  const std::vector<bool> fixed = networks_with_fixed_front(mail, range);
  const IpFamily family = range.address.family;
  FrontFit best;
  for (std::size_t i = 0; i < mail.networks.size(); ++i) {
    const Network& network = mail.networks[i];
    if (!of_front[i] || !of_judges[i]) continue;
    if (best.reason.empty()) best.reason = why_unknown(network, family);
    for (const Network::Subnet& subnet : network.subnets) {
      if (!subnet.network || subnet.network->address.family != family) continue;
      const FrontFit::Kind kind = fixed[i] ? FrontFit::Kind::whole : fit(given_addresses(subnet), range);
      if (kind == FrontFit::Kind::whole) return {kind, &subnet, {}};
      if (best.kind != FrontFit::Kind::part) best = {kind, &subnet, best.reason};
    }
  }
  if (!best.reason.empty()) return {.reason = best.reason};
  return best;
}

FrontFit misfit_of_subnet(const Deployment& mail, const Service& service, const IpNetwork& subnet) {
  constexpr ReleaseRange with_pods{Release::v1_6, Release::v1_9};
  if (mail.may_be(with_pods) && (mail.swarm() || !service.setting("POD_ADDRESS_RANGE").empty())) return {};
  FrontFit fit = fit_front(mail, subnet);
  return fit.kind == FrontFit::Kind::whole ? FrontFit{} : fit;
}

}  // namespace mailu_lint
