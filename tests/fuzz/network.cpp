// Addresses and networks, two of them separated by a line end: what is printed is read again as the same, and the
// arithmetic agrees with itself.
#include <mailu_lint/network.hpp>

#include "oracles.hpp"

using namespace mailu_lint;
using namespace mailu_lint::fuzz;

namespace {

void check_one(const IpNetwork& network) {
  const auto again = IpNetwork::parse(network.to_string());
  expect(again && again->same_as(network), "what is printed is read as the same");
  expect(!again->host_bits, "a printed network has no bits behind its prefix");
  expect(network.contains(network) && network.overlaps(network), "a network is inside itself");
  expect(network.contains(network.first()) && network.contains(network.last()), "its ends are inside it");
  expect(network.nth(0) == network.first(), "the place 0 is the first");
}

void check_two(const IpNetwork& a, const IpNetwork& b) {
  expect(a.overlaps(b) == b.overlaps(a), "to overlap goes both ways");
  expect(!a.contains(b) || a.overlaps(b), "what is inside overlaps");
  expect(!(a.contains(b) && b.contains(a)) || a.same_as(b), "two that hold each other are one");
  const auto both = intersection(a, b);
  expect(both.has_value() == a.overlaps(b), "what overlaps has something in common");
  if (both) expect(a.contains(*both) && b.contains(*both), "what is common is inside both");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = text_of(data, size);
  const std::size_t line = text.find('\n');
  const auto a = IpNetwork::parse(text.substr(0, line));
  if (a) check_one(*a);
  if (line == std::string_view::npos) return 0;
  const auto b = IpNetwork::parse(text.substr(line + 1));
  if (b) check_one(*b);
  if (a && b) check_two(*a, *b);
  if (const auto address = IpAddress::parse(text.substr(0, line))) {
    expect(IpAddress::parse(address->to_string()) == address, "an address is read again as the same");
  }
  return 0;
}
