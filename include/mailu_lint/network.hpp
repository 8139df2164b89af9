// IPv4 and IPv6 networks: what is inside what. Every relay hazard comes down to this arithmetic.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mailu_lint {

enum class IpFamily : std::uint8_t { v4, v6 };

/// One address, network byte order; IPv4 uses the first four bytes.
struct IpAddress {
  IpFamily family = IpFamily::v4;
  std::array<std::uint8_t, 16> bytes{};

  /// Strict textual forms only (inet_pton's): no leading zeros, no blanks, no brackets, no zone.
  static std::optional<IpAddress> parse(std::string_view text);
  /// Shortest standard form (RFC 5952 for IPv6).
  std::string to_string() const;

  friend bool operator==(const IpAddress&, const IpAddress&) = default;
  friend auto operator<=>(const IpAddress&, const IpAddress&) = default;
};

/// A prefix in CIDR notation. `address` has no bits set behind the prefix: parse() masks them and tells.
struct IpNetwork {
  IpAddress address{};
  std::uint8_t prefix = 0;  ///< in bits: 0–32 or 0–128
  bool host_bits = false;   ///< the text had bits set behind the prefix (10.0.0.5/24)

  /// Accepts `a.b.c.d`, `a.b.c.d/n`, `v6`, `v6/n` and, as Postfix writes it, `[v6]` and `[v6]/n`. A bare address is /32
  /// or /128.
  static std::optional<IpNetwork> parse(std::string_view text);
  std::string to_string() const;

  bool contains(const IpAddress& other) const;
  /// Every address of `other` is in this network (equal networks contain each other). Families never mix.
  bool contains(const IpNetwork& other) const;
  bool overlaps(const IpNetwork& other) const;
  /// The same addresses, whatever was written.
  bool same_as(const IpNetwork& other) const { return address == other.address && prefix == other.prefix; }
  IpAddress first() const { return address; }
  IpAddress last() const;
  /// The address `n` places after the first, or nothing when that is outside the network.
  std::optional<IpAddress> nth(std::uint32_t n) const;
};

/// The smaller of two overlapping networks: prefixes overlap only when one contains the other.
std::optional<IpNetwork> intersection(const IpNetwork& a, const IpNetwork& b);

/// RFC 1918, 100.64/10, loopback, link-local or fc00::/7 throughout. All else is public, documentation ranges too.
bool is_private(const IpNetwork& network);
bool is_private(const IpAddress& address);

}  // namespace mailu_lint
