// Settings that were written twice: the value that counts, and the one that lost.
#pragma once

#include <vector>

#include <mailu_lint/deployment.hpp>

namespace mailu_lint {

class Findings;

struct Overridden {
  const Service* service = nullptr;
  const Setting* lost = nullptr;
  const Setting* counts = nullptr;
};

/// Of the settings that Mailu knows, in services of Mailu: those whose two values are known and differ. Each pair of
/// places once. Env files that could not be read are noted in `findings`.
std::vector<Overridden> overridden_settings(const Deployment& mail, Findings& findings);

}  // namespace mailu_lint
