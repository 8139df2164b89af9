// Which services of a deployment are Mailu's, and what they do.
#pragma once

#include <vector>

#include <mailu_lint/deployment.hpp>

namespace mailu_lint {

/// Fills in role and role_evidence of every service. An image name alone is not enough: files hold neighbours with a
/// redis and an nginx of their own, rebuilt images under other names, and images that are built on the spot.
void assign_roles(std::vector<Service>& services);

/// The image comes from Mailu's organisation or a rebuild that says so: `mailu/nginx`, `me/mailu-nginx`.
bool is_mailu_image(const Image& image);

/// Redis and SQL servers serve many: a role that does not make a deployment Mailu's.
bool is_helper(Role role);

}  // namespace mailu_lint
