#include "resolve/short_port.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include <mailu_lint/network.hpp>

namespace mailu_lint {
namespace {

/// 0 to 65535 in decimal; leading zeros are fine with docker.
std::optional<unsigned> parse_port(std::string_view text) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number > 65535) return std::nullopt;
  return number;
}

/// `N` or `N-M`. docker looks at the first two numbers only: `1-2-3` is `1-2`.
std::optional<PortRange> parse_range(std::string_view text) {
  const std::size_t dash = text.find('-');
  const auto first = parse_port(text.substr(0, dash));
  if (dash == std::string_view::npos) return first ? std::optional(PortRange{*first, *first}) : std::nullopt;
  const std::string_view rest = text.substr(dash + 1);
  const auto last = parse_port(rest.substr(0, rest.find('-')));
  if (!first || !last || *last < *first) return std::nullopt;
  return PortRange{*first, *last};
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(),
                         [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

/// Cuts the text at its last two colons and its first slash.
ShortPort split(std::string_view text) {
  ShortPort port;
  std::size_t begin = text.rfind(':');
  begin = begin == std::string_view::npos ? 0 : begin + 1;
  port.container = {begin, text.size()};
  const std::size_t slash = text.find('/', begin);
  if (slash != std::string_view::npos) {
    port.container.end = slash;
    port.protocol = {slash + 1, std::min(text.find('/', slash + 1), text.size())};
    if (!port.protocol.empty()) port.protocol_name = lower(port.protocol.of(text));
  }
  if (begin == 0) return port;
  const std::size_t host_end = begin - 1;
  const std::size_t colon = host_end == 0 ? std::string_view::npos : text.rfind(':', host_end - 1);
  port.host = {colon == std::string_view::npos ? 0 : colon + 1, host_end};
  if (colon == std::string_view::npos) return port;
  port.ip = {0, colon};
  return port;
}

enum class AddressForm : std::uint8_t { none, good, bare_v6, bad };

/// Takes the brackets off and looks at what is left.
AddressForm read_address(ShortPort& port, std::string_view text) {
  if (port.ip.empty()) return AddressForm::none;
  std::string_view ip = port.ip.of(text);
  const bool bracketed = ip.starts_with('[') && ip.ends_with(']');
  if (bracketed) {
    port.ip = {port.ip.begin + 1, port.ip.end - 1};
    ip = port.ip.of(text);
    if (ip.empty()) return AddressForm::none;
  }
  const auto address = IpAddress::parse(ip);
  if (!address) return AddressForm::bad;
  return address->family == IpFamily::v6 && !bracketed ? AddressForm::bare_v6 : AddressForm::good;
}

/// Fills in the ranges; what is wrong in our words, or nothing.
std::string read_ranges(ShortPort& port, std::string_view text) {
  if (port.container.empty()) return "no container port is written";
  const auto container = parse_range(port.container.of(text));
  if (!container) return in_ticks(port.container.of(text)) + " is not a port from 0 to 65535";
  port.container_range = *container;
  if (!port.host.empty()) {
    const auto host = parse_range(port.host.of(text));
    if (!host) return in_ticks(port.host.of(text)) + " is not a port from 0 to 65535";
    port.host_range = *host;
    if (host->size() != container->size() && container->size() != 1) return "the two ranges differ in length";
  }
  if (port.protocol_name != "tcp" && port.protocol_name != "udp" && port.protocol_name != "sctp") {
    return "the protocol is none of tcp, udp and sctp";
  }
  return {};
}

}  // namespace

ShortPort parse_short_port(std::string_view text) {
  ShortPort port = split(text);
  const AddressForm address = read_address(port, text);
  port.bare_v6 = address == AddressForm::bare_v6;
  port.wrong =
      address == AddressForm::bad ? in_ticks(port.ip.of(text)) + " is not an address" : read_ranges(port, text);
  return port;
}

}  // namespace mailu_lint
