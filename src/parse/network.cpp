// Addresses and prefixes by hand instead of inet_pton and inet_ntop: the same strict language on every platform, no
// NUL-terminated copies, and one place that says what is refused. tests/network_test.cpp compares both.
#include <algorithm>
#include <charconv>
#include <span>

#include <mailu_lint/network.hpp>

namespace mailu_lint {
namespace {

constexpr unsigned bits(IpFamily family) {
  return family == IpFamily::v4 ? 32 : 128;
}

bool is_digit(char c) {
  return '0' <= c && c <= '9';
}

/// Decimal without sign, blanks or leading zeros: "007" is octal to some programs, so nobody should accept it.
std::optional<unsigned> parse_decimal(std::string_view text, unsigned most) {
  if (text.empty() || text.size() > 3 || (text.size() > 1 && text[0] == '0')) return std::nullopt;
  if (!std::ranges::all_of(text, is_digit)) return std::nullopt;
  unsigned value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  if (value > most) return std::nullopt;
  return value;
}

bool parse_v4(std::string_view text, std::span<std::uint8_t> out) {
  for (std::size_t part = 0; part < 4; ++part) {
    const std::size_t dot = part < 3 ? text.find('.') : text.size();
    if (dot == std::string_view::npos) return false;
    const auto value = parse_decimal(text.substr(0, dot), 255);
    if (!value) return false;
    out[part] = static_cast<std::uint8_t>(*value);
    text.remove_prefix(std::min(dot + 1, text.size()));
  }
  return true;
}

std::optional<unsigned> parse_group(std::string_view text) {
  unsigned value = 0;
  if (text.empty() || text.size() > 4) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  if (error != std::errc() || end != text.data() + text.size() || text[0] == '-') return std::nullopt;
  return value;
}

bool parse_v6(std::string_view text, std::span<std::uint8_t, 16> out) {
  std::array<std::uint8_t, 16> bytes{};
  std::size_t filled = 0;
  std::optional<std::size_t> gap;  // where `::` stands
  if (text.starts_with(':') && !text.starts_with("::")) return false;
  if (text.starts_with("::")) {
    gap = 0;
    text.remove_prefix(2);
  }
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find(':'));
    const bool last = part.size() == text.size();
    if (last && part.find('.') != std::string_view::npos) {
      if (filled > 12 || !parse_v4(part, std::span(bytes).subspan(filled, 4))) return false;
      filled += 4;
      break;
    }
    const auto group = parse_group(part);
    if (!group || filled == 16) return false;
    bytes[filled++] = static_cast<std::uint8_t>(*group >> 8U);
    bytes[filled++] = static_cast<std::uint8_t>(*group & 0xFFU);
    if (last) break;
    text.remove_prefix(part.size() + 1);
    if (text.empty()) return false;
    if (text.front() == ':') {
      if (gap) return false;
      gap = filled;
      text.remove_prefix(1);
    }
  }
  if (gap ? filled == 16 : filled != 16) return false;
  const std::size_t head = gap.value_or(filled);
  std::ranges::copy(std::span(bytes).first(head), out.begin());
  std::ranges::copy(std::span(bytes).subspan(head, filled - head), out.end() - static_cast<long>(filled - head));
  return true;
}

std::string v4_to_string(std::span<const std::uint8_t, 4> bytes) {
  std::string text = std::to_string(bytes[0]);
  for (const std::uint8_t byte : bytes.subspan(1)) text += '.' + std::to_string(byte);
  return text;
}

struct ZeroRun {
  std::size_t begin = 8;
  std::size_t length = 0;
};

/// RFC 5952, 4.2: the longest run of two or more zero groups, the first of equals.
ZeroRun longest_zero_run(const std::array<unsigned, 8>& groups) {
  ZeroRun best;
  for (std::size_t i = 0; i < groups.size();) {
    std::size_t end = i;
    while (end < groups.size() && groups[end] == 0) ++end;
    if (end - i >= 2 && end - i > best.length) best = {i, end - i};
    i = end + 1;
  }
  return best;
}

std::string v6_to_string(std::span<const std::uint8_t, 16> bytes) {
  std::array<unsigned, 8> groups{};
  for (std::size_t i = 0; i < groups.size(); ++i) groups[i] = bytes[2 * i] * 256U + bytes[2 * i + 1];
  const bool mapped =
      std::ranges::all_of(std::span(groups).first(5), [](unsigned group) { return group == 0; }) && groups[5] == 0xFFFF;
  if (mapped) return "::ffff:" + v4_to_string(bytes.subspan<12, 4>());

  const ZeroRun run = longest_zero_run(groups);
  std::string text;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (i == run.begin) {
      text += "::";
      i += run.length - 1;
      continue;
    }
    if (!text.empty() && text.back() != ':') text += ':';
    std::array<char, 4> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), groups[i], 16).ptr;
    text.append(digits.data(), end);
  }
  return text;
}

/// The bits of byte `index` that lie behind the prefix.
std::uint8_t host_mask(unsigned prefix, std::size_t index) {
  const unsigned before = static_cast<unsigned>(index) * 8;
  if (prefix >= before + 8) return 0;
  if (prefix <= before) return 0xFF;
  return static_cast<std::uint8_t>(0xFFU >> (prefix - before));
}

std::size_t byte_count(IpFamily family) {
  return bits(family) / 8;
}

}  // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
  IpAddress address;
  if (text.find(':') == std::string_view::npos) {
    if (!parse_v4(text, address.bytes)) return std::nullopt;
    return address;
  }
  address.family = IpFamily::v6;
  if (!parse_v6(text, address.bytes)) return std::nullopt;
  return address;
}

std::string IpAddress::to_string() const {
  const std::span<const std::uint8_t, 16> all(bytes);
  return family == IpFamily::v4 ? v4_to_string(all.subspan<0, 4>()) : v6_to_string(all);
}

std::optional<IpNetwork> IpNetwork::parse(std::string_view text) {
  const std::size_t slash = text.find('/');
  std::string_view host = text.substr(0, slash);
  const bool brackets = host.starts_with('[') && host.ends_with(']') && host.size() >= 2;
  if (brackets) host = host.substr(1, host.size() - 2);
  const auto address = IpAddress::parse(host);
  if (!address || (brackets && address->family == IpFamily::v4)) return std::nullopt;

  std::optional<unsigned> prefix = bits(address->family);
  if (slash != std::string_view::npos) prefix = parse_decimal(text.substr(slash + 1), bits(address->family));
  if (!prefix) return std::nullopt;

  IpNetwork network{.address = *address, .prefix = static_cast<std::uint8_t>(*prefix)};
  for (std::size_t i = 0; i < byte_count(address->family); ++i) {
    const std::uint8_t mask = host_mask(*prefix, i);
    network.host_bits = network.host_bits || (network.address.bytes[i] & mask) != 0;
    network.address.bytes[i] = static_cast<std::uint8_t>(network.address.bytes[i] & ~mask);
  }
  return network;
}

std::string IpNetwork::to_string() const {
  return address.to_string() + '/' + std::to_string(prefix);
}

bool IpNetwork::contains(const IpAddress& other) const {
  if (address.family != other.family) return false;
  for (std::size_t i = 0; i < byte_count(address.family); ++i) {
    if (((address.bytes[i] ^ other.bytes[i]) & ~host_mask(prefix, i) & 0xFF) != 0) return false;
  }
  return true;
}

bool IpNetwork::contains(const IpNetwork& other) const {
  return prefix <= other.prefix && contains(other.address);
}

bool IpNetwork::overlaps(const IpNetwork& other) const {
  return contains(other) || other.contains(*this);
}

IpAddress IpNetwork::last() const {
  IpAddress result = address;
  for (std::size_t i = 0; i < byte_count(address.family); ++i) {
    result.bytes[i] = static_cast<std::uint8_t>(result.bytes[i] | host_mask(prefix, i));
  }
  return result;
}

std::optional<IpAddress> IpNetwork::nth(std::uint32_t n) const {
  IpAddress result = address;
  std::uint64_t carry = n;
  for (std::size_t i = byte_count(address.family); i-- > 0 && carry > 0;) {
    carry += result.bytes[i];
    result.bytes[i] = static_cast<std::uint8_t>(carry & 0xFFU);
    carry >>= 8U;
  }
  if (carry > 0 || !contains(result)) return std::nullopt;
  return result;
}

std::optional<IpNetwork> intersection(const IpNetwork& a, const IpNetwork& b) {
  if (a.contains(b)) return b;
  if (b.contains(a)) return a;
  return std::nullopt;
}

bool is_private(const IpNetwork& network) {
  static constexpr std::string_view ranges[] = {"10.0.0.0/8",    "172.16.0.0/12", "192.168.0.0/16",
                                                "100.64.0.0/10", "127.0.0.0/8",   "169.254.0.0/16",
                                                "fc00::/7",      "fe80::/10",     "::1/128"};
  return std::ranges::any_of(ranges,
                             [&](std::string_view range) { return IpNetwork::parse(range)->contains(network); });
}

bool is_private(const IpAddress& address) {
  return is_private(IpNetwork{.address = address, .prefix = static_cast<std::uint8_t>(bits(address.family))});
}

}  // namespace mailu_lint
