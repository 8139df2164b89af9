// Keys of a service that docker compose obeys and `docker stack deploy` reads and drops: some with a line in its
// output, some without a word.
#pragma once

#include <string_view>
#include <vector>

#include <mailu_lint/deployment.hpp>

namespace mailu_lint {

struct DroppedKey {
  const Text* key = nullptr;
  std::string_view instead{};  ///< what holds in a stack: "services start in any order"
};
/// Those of the service, in the order of the file.
std::vector<DroppedKey> keys_dropped_by_stack(const Service& service);

}  // namespace mailu_lint
