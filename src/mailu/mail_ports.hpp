// How mail clients and other servers get to front.
#pragma once

#include <vector>

#include <mailu_lint/deployment.hpp>

#include "mailu/proxy.hpp"

namespace mailu_lint {

class Findings;

class MailPorts {
 public:
  explicit MailPorts(const Deployment& mail);

  /// The entries of a front that lead to a port of mail (25 for other servers, the rest for users), if all of its
  /// entries are known and nothing but them leads there: no host network, no neighbour with such a port, and no other
  /// sign of a proxy for mail. Else nothing, and what is not known is noted in `findings`.
  std::vector<const PublishedPort*> of(const Service& front, Findings& findings) const;

 private:
  ProxySigns proxies_;
  bool taken_by_another_;
};

}  // namespace mailu_lint
