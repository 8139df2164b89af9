// IP arithmetic: tables for what people write, the C library as the judge of the address language, and brute force over
// a space small enough to count.
#include <arpa/inet.h>
#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include <mailu_lint/network.hpp>

using namespace mailu_lint;

namespace {

IpNetwork net(std::string_view text) {
  const auto network = IpNetwork::parse(text);
  REQUIRE_MESSAGE(network, text);
  return *network;
}

IpAddress address(std::string_view text) {
  const auto result = IpAddress::parse(text);
  REQUIRE_MESSAGE(result, text);
  return *result;
}

std::optional<IpAddress> parse_with_libc(const std::string& text) {
  IpAddress result;
  if (inet_pton(AF_INET, text.c_str(), result.bytes.data()) == 1) return result;
  result.family = IpFamily::v6;
  result.bytes = {};
  if (inet_pton(AF_INET6, text.c_str(), result.bytes.data()) == 1) return result;
  return std::nullopt;
}

/// Every string over `alphabet` with up to `length` characters, appended to `head`.
template <class Visit>
void each_string(const std::vector<std::string>& alphabet, int length, const std::string& head, const Visit& visit) {
  visit(head);
  if (length == 0) return;
  for (const std::string& piece : alphabet) each_string(alphabet, length - 1, head + piece, visit);
}

/// A space of 32 addresses: the five bits before bit `end`, counted from the left, of an address.
struct SmallSpace {
  std::string base;
  unsigned end;
};

IpAddress member(const SmallSpace& space, unsigned value) {
  IpAddress result = address(space.base);
  for (unsigned i = 0; i < 5; ++i) {
    const unsigned place = space.end - 5 + i;
    std::uint8_t& byte = result.bytes[place / 8];
    const auto mask = static_cast<std::uint8_t>(0x80U >> place % 8);
    const bool set = (value >> (4 - i) & 1U) != 0;
    byte = static_cast<std::uint8_t>(set ? byte | mask : byte & ~mask);
  }
  return result;
}

/// A prefix in the space, and its addresses counted one by one.
struct Counted {
  IpNetwork network;
  std::set<IpAddress> members;
};

/// All 63 prefixes of the space.
std::vector<Counted> every_prefix(const SmallSpace& space) {
  std::vector<Counted> all;
  for (unsigned length = 0; length <= 5; ++length) {
    const unsigned size = 32U >> length;
    for (unsigned first = 0; first < 32; first += size) {
      Counted one{{.address = member(space, first), .prefix = static_cast<std::uint8_t>(space.end - 5 + length)}, {}};
      for (unsigned value = first; value < first + size; ++value) one.members.insert(member(space, value));
      all.push_back(std::move(one));
    }
  }
  return all;
}

}  // namespace

TEST_CASE("addresses: the C library's language, its bytes and back") {
  // Pieces rather than characters, so that whole addresses occur among the short combinations.
  const std::vector<std::vector<std::string>> alphabets = {
      {"0", "1", "25", "256", "01", ".", "."},
      {":", "::", "1", "abcd", "12345", "1.2.3.4"},
      {"1:2:3:", "4:5:6:", "7:", "8", "::", ":", "10.0.0.1", "g", " ", "+1", "-1", "0x1", "%1", "["},
  };
  std::size_t accepted = 0;
  for (const auto& alphabet : alphabets) {
    each_string(alphabet, alphabet.size() > 8 ? 5 : 7, "", [&](const std::string& text) {
      const auto ours = IpAddress::parse(text);
      if (ours != parse_with_libc(text)) FAIL_CHECK(text);
      if (!ours) return;
      ++accepted;
      if (IpAddress::parse(ours->to_string()) != ours) FAIL_CHECK(text << " printed as " << ours->to_string());
    });
  }
  CHECK(accepted > 1000);
  CHECK_FALSE(IpAddress::parse(std::string_view("1.2.3.4\0", 8)));
}

TEST_CASE("addresses are printed as RFC 5952 says") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"10.0.0.2", "10.0.0.2"},
      {"255.255.255.255", "255.255.255.255"},
      {"::", "::"},
      {"::1", "::1"},
      {"1::", "1::"},
      {"2001:DB8::A", "2001:db8::a"},
      {"2001:0db8::0001", "2001:db8::1"},
      {"2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},  // one zero group is never shortened
      {"2001:0:0:1:0:0:0:1", "2001:0:0:1::1"},           // the longest run
      {"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},     // the first of equal runs
      {"0:0:1:2:3:4:5:6", "::1:2:3:4:5:6"},
      {"1:2:3:4:5:6:0:0", "1:2:3:4:5:6::"},
      {"::ffff:c000:201", "::ffff:192.0.2.1"},
      {"::192.0.2.1", "::c000:201"},
      {"64:ff9b::192.0.2.1", "64:ff9b::c000:201"},
  };
  for (const auto& [text, expected] : rows) CHECK(address(text).to_string() == expected);
}

TEST_CASE("networks as people write them") {
  struct Row {
    std::string text;
    std::string expected;  // empty: refused
    bool host_bits = false;
  };
  const std::vector<Row> rows = {
      {"10.0.0.0/8", "10.0.0.0/8"},
      {"0.0.0.0/0", "0.0.0.0/0"},
      {"192.0.2.7", "192.0.2.7/32"},
      {"10.0.0.5/24", "10.0.0.0/24", true},
      {"10.0.0.1/0", "0.0.0.0/0", true},
      {"172.16.99.1/12", "172.16.0.0/12", true},
      {"fd00::/8", "fd00::/8"},
      {"fd00::1", "fd00::1/128"},
      {"[fd00::]/64", "fd00::/64"},
      {"[::1]", "::1/128"},
      {"[fd00::1]/64", "fd00::/64", true},
      {"::/0", "::/0"},
      {"2001:db8::/127", "2001:db8::/127"},
      {"[10.0.0.0]/8", ""},
      {"[fd00::/64]", ""},
      {"[fd00::", ""},
      {"fd00::]/64", ""},
      {"10.0.0.0/33", ""},
      {"::/129", ""},
      {"10.0.0.0/", ""},
      {"10.0.0.0/08", ""},
      {"10.0.0.0/+8", ""},
      {"10.0.0.0/8/8", ""},
      {"10.0.0.0/255.0.0.0", ""},
      {"10.0.0/8", ""},
      {"10/8", ""},
      {" 10.0.0.0/8", ""},
      {"localhost", ""},
      {"", ""},
      {"/8", ""},
      {"[]", ""},
  };
  for (const Row& row : rows) {
    const auto network = IpNetwork::parse(row.text);
    CHECK_MESSAGE((network ? network->to_string() : "") == row.expected, row.text);
    if (network) CHECK_MESSAGE(network->host_bits == row.host_bits, row.text);
  }
}

TEST_CASE("containment, overlap and intersection agree with counting addresses") {
  const std::vector<SmallSpace> spaces = {
      {"10.0.0.0", 32}, {"10.255.254.0", 27}, {"fd00::", 128}, {"fd00::ffff:0:0:0", 67}};
  for (const SmallSpace& space : spaces) {
    const auto all = every_prefix(space);
    for (const Counted& a : all) {
      for (const Counted& b : all) {
        std::set<IpAddress> common;
        for (const IpAddress& one : a.members) {
          if (b.members.contains(one)) common.insert(one);
          CHECK(b.network.contains(one) == b.members.contains(one));
        }
        CHECK(a.network.contains(b.network) == (common == b.members));
        CHECK(a.network.overlaps(b.network) == !common.empty());
        CHECK(a.network.same_as(b.network) == (&a == &b));
        const auto both = intersection(a.network, b.network);
        REQUIRE(both.has_value() == !common.empty());
        if (both) CHECK(both->first() == *common.begin());
      }
    }
  }
}

TEST_CASE("families never mix") {
  CHECK_FALSE(net("0.0.0.0/0").overlaps(net("::/0")));
  CHECK_FALSE(net("::/0").contains(address("10.0.0.1")));
  CHECK_FALSE(net("::/0").contains(net("10.0.0.0/8")));
  CHECK_FALSE(intersection(net("::/0"), net("10.0.0.0/8")));
}

TEST_CASE("first, last and nth address") {
  CHECK(net("10.0.0.0/24").last() == address("10.0.0.255"));
  CHECK(net("172.16.0.0/12").last() == address("172.31.255.255"));
  CHECK(net("0.0.0.0/0").last() == address("255.255.255.255"));
  CHECK(net("10.0.0.7").last() == address("10.0.0.7"));
  CHECK(net("fd00::/8").last() == address("fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"));
  CHECK(net("10.0.0.0/24").nth(0) == address("10.0.0.0"));
  CHECK(net("10.0.0.0/24").nth(255) == address("10.0.0.255"));
  CHECK(net("10.0.0.0/24").nth(256) == std::nullopt);
  CHECK(net("10.0.0.0/8").nth(0x010203) == address("10.1.2.3"));
  CHECK(net("255.255.255.0/24").nth(0xFFFFFFFF) == std::nullopt);
  CHECK(net("0.0.0.0/0").nth(0xFFFFFFFF) == address("255.255.255.255"));
  CHECK(net("fd00::ffff:ffff/64").nth(1) == address("fd00::1"));
  CHECK(net("fd00::fffe/127").nth(1) == address("fd00::ffff"));
  CHECK(net("fd00::fffe/127").nth(2) == std::nullopt);
}

TEST_CASE("private is private throughout") {
  const std::vector<std::pair<std::string, bool>> rows = {
      {"10.0.0.0/8", true},
      {"10.0.0.0/7", false},
      {"172.16.0.0/12", true},
      {"172.32.0.0/16", false},
      {"172.0.0.0/8", false},
      {"192.168.203.0/24", true},
      {"192.0.2.0/24", false},
      {"100.64.0.0/10", true},
      {"100.128.0.0/16", false},
      {"127.0.0.1", true},
      {"169.254.1.0/24", true},
      {"0.0.0.0/0", false},
      {"fc00::/7", true},
      {"fd00::/8", true},
      {"fe80::/64", true},
      {"::1", true},
      {"::", false},
      {"2001:db8::/32", false},
      {"::/0", false},
      {"fe00::/7", false},
  };
  for (const auto& row : rows) CHECK_MESSAGE(is_private(net(row.first)) == row.second, row.first);
}
