// `[IP:][HOST:]CONTAINER[/protocol]`, taken apart. The grammar is that of docker's go-connections/nat, as docker
// compose 2.40 (v0.4) and docker stack 28 (v0.5) use it; the oracle's `port-*` cases.
#pragma once

#include <string>
#include <string_view>

#include "resolve/section.hpp"

namespace mailu_lint {

struct PortRange {
  unsigned first = 0;
  unsigned last = 0;

  unsigned size() const { return last - first + 1; }
};

/// Parts are ranges of bytes in the text.
struct ShortPort {
  Part ip{};    ///< without brackets; empty when none is written
  Part host{};  ///< empty: docker picks a port
  Part container{};
  Part protocol{};
  std::string protocol_name = "tcp";
  PortRange host_range{};
  PortRange container_range{};
  bool bare_v6 = false;  ///< an IPv6 address without brackets: docker compose refuses it, a stack does not
  std::string wrong{};   ///< why neither of docker's tools can read it; empty when they can
};

ShortPort parse_short_port(std::string_view text);

}  // namespace mailu_lint
