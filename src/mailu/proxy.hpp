// What stands between the clients and front. A proxy may do what front leaves undone: TLS, the answer to Let's Encrypt.
#pragma once

#include <mailu_lint/deployment.hpp>

namespace mailu_lint {

class Findings;

/// The first label that makes traefik pass requests to the service, or nullptr.
const KeyValue* routed_by_traefik(const Service& service);

/// What shows that a proxy passes clients on to a front. What is not known counts as a proxy and is noted in
/// `findings`.
class ProxySigns {
 public:
  explicit ProxySigns(const Deployment& mail);

  /// Web requests: labels or variables for traefik, caddy and nginx-proxy; a service with a proxy's image, or that
  /// publishes 80 or 443 itself; an external network; REAL_IP_*, PROXY_PROTOCOL; web ports that only this host reaches.
  bool web(const Service& front, Findings& findings) const;
  /// Mail: PROXY_PROTOCOL, and traefik's routers for TCP.
  static bool mail(const Service& front, Findings& findings);

 private:
  const Deployment& mail_;
  bool beside_ = false;  ///< a proxy in the same deployment
};

}  // namespace mailu_lint
