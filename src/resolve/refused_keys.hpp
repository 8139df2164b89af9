// Keys that docker compose knows and a stack does not, or not in that `version`: gathered, then told together.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "resolve/section.hpp"

namespace mailu_lint {

class RefusedKeys {
 public:
  explicit RefusedKeys(ResolveContext& context) : context_(context) {}

  /// `path` leads to the key from its service or resource: `ports.0.host_ip`. `since`: the minor number of the
  /// `version` that knows the key; `schema::never` when none does.
  void add(std::string_view path, std::string docker_says, Span key, std::uint8_t since);
  /// Reports those added since the last time as one finding.
  void say();

 private:
  struct Refused {
    std::string path;
    std::string docker_says;
    Span span;
    std::uint8_t since;
  };

  ResolveContext& context_;
  std::vector<Refused> list_;
};

/// `docker compose config | docker stack deploy -c -`: keys of the resolved compose project that the stack refuses.
/// Only what somebody wrote is looked at; the forms that docker compose gives to all of it depend on its version.
void check_keys_for_stack(const Value& root, ResolveContext& context);

}  // namespace mailu_lint
