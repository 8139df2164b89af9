// How mail clients and other servers get to front.
#pragma once

#include <vector>

#include <mailu_lint/deployment.hpp>

namespace mailu_lint {

class Findings;

/// The entries of front that lead to a port of mail (25 for other servers, the rest for users), if all of its entries
/// are known and nothing but them leads there: no host network, no neighbour with such a port, and no other sign of a
/// proxy for mail. Else nothing, and what is not known is noted in `findings`.
std::vector<const PublishedPort*> only_mail_ports(const Deployment& mail, const Service& front, Findings& findings);

}  // namespace mailu_lint
