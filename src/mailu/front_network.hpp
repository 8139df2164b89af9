// The network in which front meets the services that know it by its address. SUBNET, SUBNET6 and POD_ADDRESS_RANGE say
// which addresses those are; what fits must fit there.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <mailu_lint/deployment.hpp>

namespace mailu_lint {

/// For each of Deployment::networks: is a running service of one of these roles connected to it?
std::vector<bool> networks_of(const Deployment& mail, std::span<const Role> roles);

/// How a range of addresses fits the network that front shares with admin, imap and smtp.
struct FrontFit {
  enum class Kind : std::uint8_t {
    unknown,  ///< no such network, or not all subnets are known
    whole,    ///< it holds every address that front may have
    part,     ///< it holds some of them
    apart,    ///< it holds none
  };
  Kind kind = Kind::unknown;
  const Network::Subnet* subnet = nullptr;  ///< what it was compared with; nothing when unknown
  std::string reason{};                     ///< why it is unknown; empty when there is nothing to compare with
};
FrontFit fit_front(const Deployment& mail, const IpNetwork& range);

/// `SUBNET` or `SUBNET6` of the service leaves out front, and no other setting lets front in or has a rule of its own:
/// up to 1.9 POD_ADDRESS_RANGE does, and for stacks rule pod-address-range-missing.
FrontFit misfit_of_subnet(const Deployment& mail, const Service& service, const IpNetwork& subnet);

}  // namespace mailu_lint
