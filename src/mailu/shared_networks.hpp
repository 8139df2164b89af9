// Networks that Mailu shares with other projects.
#pragma once

#include <vector>

#include <mailu_lint/deployment.hpp>

namespace mailu_lint {

class Findings;

/// An external network on which inner services of Mailu are (admin, imap, smtp, antispam, redis).
struct SharedNetwork {
  const Network* network = nullptr;
  const Attachment* place = nullptr;       ///< of the first of the services
  const Service* neighbour = nullptr;      ///< an application of the same files that is on it, too
  std::vector<const Service*> services{};  ///< at least one
};

/// Those of which it is proven that Mailu does not have them for itself: an application beside Mailu is on them, or the
/// service has a network of the deployment's own, where it meets front and others. Services that look for a host
/// outside of the deployment need such a network and are left out. What is not known is noted in `findings`.
std::vector<SharedNetwork> shared_networks(const Deployment& mail, Findings& findings);

}  // namespace mailu_lint
