// How many managers the swarm has, and where that is told.
#pragma once

#include <cstdint>
#include <vector>

#include <mailu_lint/deployment.hpp>

namespace mailu_lint {

struct Managers {
  std::int64_t count = 0;      ///< 0: not told
  std::vector<Span> places{};  ///< a line for each, or the number's
};

/// By a count, or by the listed nodes. Unreachable managers count: the others wait for their vote.
Managers managers_of(const Cluster& cluster);

}  // namespace mailu_lint
