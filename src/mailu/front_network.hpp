// The network in which front meets the services that know it by its address. SUBNET, SUBNET6 and POD_ADDRESS_RANGE say
// which addresses those are; what fits must fit there.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <mailu_lint/deployment.hpp>

namespace mailu_lint {

class Findings;

/// For each of Deployment::networks: is a running service of one of these roles connected to it?
std::vector<bool> networks_of(const Deployment& mail, std::span<const Role> roles);

/// The subnets of one family in which front meets admin, imap and smtp.
struct FrontPlaces {
  struct Place {
    const Network::Subnet* subnet = nullptr;  ///< with a known network
    IpNetwork addresses{};                    ///< those that front may have of it
  };
  std::vector<Place> places{};
  std::string unknown{};  ///< why there may be others; empty when these are all
};
FrontPlaces front_places(const Deployment& mail, IpFamily family);

/// How a range of addresses fits the places of its family.
struct FrontFit {
  enum class Kind : std::uint8_t {
    unknown,  ///< there is no place, or not all are known
    whole,    ///< in one of the places it holds every address that front may have
    part,     ///< it holds some of them
    apart,    ///< it holds none
  };
  Kind kind = Kind::unknown;
  const Network::Subnet* subnet = nullptr;  ///< of the place that is meant; nothing when unknown
};
/// What is unknown is noted in `findings`.
FrontFit fit_front(const FrontPlaces& front, const IpNetwork& range, Findings& findings);

/// `SUBNET` or `SUBNET6` of the service leaves out front, and no other setting lets front in or has a rule of its own:
/// up to 1.9 POD_ADDRESS_RANGE does, and for stacks rule pod-address-range-missing. Nothing when that is not so; what
/// is unknown is noted in `findings`.
std::optional<FrontFit> misfit_of_subnet(const Deployment& mail, const FrontPlaces& front, const Service& service,
                                         const IpNetwork& subnet, Findings& findings);

}  // namespace mailu_lint
