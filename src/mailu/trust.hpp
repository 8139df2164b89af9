// Whom Postfix lets relay without a login (`mynetworks` in Mailu's main.cf), release by release.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <mailu_lint/deployment.hpp>

namespace mailu_lint {

class Findings;

/// Wide enough to hold strangers: everything, or public addresses in more than a /16 (IPv4) or a /32 (IPv6).
bool holds_strangers(const IpNetwork& network);

/// Does Postfix take this entry of RELAYNETS for a network? IPv6 needs brackets: up to 1.8 the user's, from 1.9 on
/// Mailu adds them to entries that start with a digit and have a prefix.
bool postfix_understands(const Deployment& mail, std::string_view entry, const IpNetwork& network);

/// A network whose clients may relay, and the entry that says so.
struct TrustedNetwork {
  IpNetwork network{};
  std::string_view setting{};  ///< RELAYNETS, SUBNET or SUBNET6
  std::string text{};          ///< the entry as written
  Span span{};                 ///< of the entry
};

/// RELAYNETS always, SUBNET from 1.6 on, SUBNET6 from 2.0 on; loopback left out. Both readings of a value that docker
/// compose and docker stack read differently count. Entries that are no network are left out; those that Postfix
/// would refuse for their form count as what they mean. An unset SUBNET trusts nobody: its default is known to
/// admin, not to Postfix. Unknown settings are noted in `findings`.
std::vector<TrustedNetwork> relay_networks(const Deployment& mail, const Service& smtp, Findings& findings);

}  // namespace mailu_lint
