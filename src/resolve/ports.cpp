// `ports:`: `[IP:][HOST:]CONTAINER[/protocol]` to long form. The grammar is that of docker's go-connections/nat, as
// docker compose 2.40 (v0.4) and docker stack 28 (v0.5) use it; resolution.md 1.10 and the oracle's `port-*` cases.
#include <algorithm>
#include <charconv>
#include <optional>

#include <mailu_lint/network.hpp>

#include "resolve/section.hpp"

namespace mailu_lint {
namespace {

struct Range {
  unsigned first = 0;
  unsigned last = 0;
  unsigned size() const { return last - first + 1; }
};

struct ShortPort {
  Part ip{};    ///< without brackets; empty when none is written
  Part host{};  ///< empty: docker picks a port
  Part container{};
  Part protocol{};
  std::string protocol_name = "tcp";
  Range host_range{};
  Range container_range{};
};

/// 0 to 65535 in decimal; leading zeros are fine with docker.
std::optional<unsigned> parse_port(std::string_view text) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number > 65535) return std::nullopt;
  return number;
}

/// `N` or `N-M`. docker looks at the first two numbers only: `1-2-3` is `1-2`.
std::optional<Range> parse_range(std::string_view text) {
  const std::size_t dash = text.find('-');
  const auto first = parse_port(text.substr(0, dash));
  if (dash == std::string_view::npos) return first ? std::optional(Range{*first, *first}) : std::nullopt;
  const std::string_view rest = text.substr(dash + 1);
  const auto last = parse_port(rest.substr(0, rest.find('-')));
  if (!first || !last || *last < *first) return std::nullopt;
  return Range{*first, *last};
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

/// Makes the entries of one short port.
class PortWriter {
 public:
  PortWriter(ResolveContext& context, const Value& scalar, const ShortPort& port)
      : context_(context), scalar_(scalar), port_(port) {}

  void write(std::vector<Value*>& out) {
    const Range target = port_.container_range;
    const Range host = port_.host_range;
    const bool published = !port_.host.empty();
    // One container port and a range of host ports: docker compose keeps the range, a stack makes an entry of each.
    const bool host_only = target.size() == 1 && host.size() > 1 && published;
    const unsigned count = !host_only ? target.size() : context_.dialect == Dialect::stack ? host.size() : 1;
    if (count > 1 && context_.expanded_ports + count > most_expanded_ports) {
      out.push_back(entry(range_value(port_.container, target), published ? host_text() : nullptr));
      return;
    }
    context_.expanded_ports += count;
    for (const unsigned step : order(count, target, host_only)) {
      Value* container = host_only || count == 1 ? number(port_.container, target.first)
                                                 : make_integer(context_, target.first + step, scalar_);
      if (count > 1 && !host_only) place(*container, port_.container);
      out.push_back(entry(container, published ? host_value(step, count) : nullptr));
    }
  }

 private:
  /// docker sorts the entries of one short port by the text of the container port: 99 comes after 100.
  static std::vector<unsigned> order(unsigned count, Range target, bool host_only) {
    std::vector<unsigned> steps(count);
    for (unsigned i = 0; i < count; ++i) steps[i] = i;
    if (!host_only && std::to_string(target.first).size() != std::to_string(target.last).size()) {
      std::ranges::sort(steps, {}, [&](unsigned step) { return std::to_string(target.first + step) + "/"; });
    }
    return steps;
  }

  Value* number(Part part, unsigned value) {
    Value* made = make_part(context_, scalar_, part);
    made->kind = Value::Kind::integer;
    made->integer = value;
    made->text = std::to_string(value);
    return made;
  }

  void place(Value& value, Part part) { value.span = part_span(context_, scalar_, part); }

  Value* range_value(Part part, Range range) {
    Value* made = make_part(context_, scalar_, part);
    if (range.size() == 1) return number(part, range.first);
    made->text = std::to_string(range.first) + "-" + std::to_string(range.last);
    return made;
  }

  Value* host_text() {
    Value* made = range_value(port_.host, port_.host_range);
    made->kind = Value::Kind::string;
    return made;
  }

  Value* host_value(unsigned step, unsigned count) {
    if (context_.dialect == Dialect::compose && count == 1) return host_text();
    Value* made = number(port_.host, port_.host_range.first + step);
    if (context_.dialect == Dialect::compose) made->kind = Value::Kind::string;
    return made;
  }

  Value* entry(Value* target, Value* published) {
    Value* map = make_map(context_, scalar_);
    put(*map, "mode", make_added("ingress"));
    if (!port_.ip.empty()) {
      Value* ip = make_part(context_, scalar_, port_.ip);
      ip->dropped = context_.dialect == Dialect::stack;
      put(*map, "host_ip", ip);
    }
    // A stack keeps its numbers in fields that are left out when zero.
    const auto shown = [&](const Value* value) {
      return value->kind != Value::Kind::integer || value->integer != 0 || context_.dialect == Dialect::compose;
    };
    if (shown(target)) put(*map, "target", target);
    if (published && shown(published)) put(*map, "published", published);
    Value* protocol = port_.protocol.empty() ? make_added("tcp") : make_part(context_, scalar_, port_.protocol);
    protocol->text = port_.protocol_name;
    put(*map, "protocol", protocol);
    return map;
  }

  Value* make_added(std::string_view text) {
    Value* value = make_text(context_, std::string(text), scalar_);
    value->node = {};
    return value;
  }

  ResolveContext& context_;
  const Value& scalar_;
  const ShortPort& port_;
};

void refuse_port(ResolveContext& context, const Value& scalar, std::string why, RefusedBy by) {
  refuse(context, {.rule = RuleId::value_invalid,
                   .span = scalar.span,
                   .fact = in_ticks(scalar) + " is not a port: " + why,
                   .by = by,
                   .help = "write `[address:][host port:]container port[/protocol]`",
                   .known = scalar.known});
}

void lengthen(const Value& scalar, ResolveContext& context, std::vector<Value*>& out) {
  ShortPort port = split(scalar.text);
  const AddressForm address = read_address(port, scalar.text);
  if (address == AddressForm::bad) {
    refuse_port(context, scalar, in_ticks(port.ip.of(scalar.text)) + " is not an address", RefusedBy::both);
  } else if (const std::string wrong = read_ranges(port, scalar.text); !wrong.empty()) {
    refuse_port(context, scalar, wrong, RefusedBy::both);
  } else {
    // What is meant is plain, so rules still see it; port-ipv6-unbracketed says that docker compose refuses it.
    if (address == AddressForm::bare_v6 && context.dialect == Dialect::compose) context.refused = true;
    if (context.dialect == Dialect::compose && port.container_range.first == 0) {
      refuse_port(context, scalar, "the container port is 0", RefusedBy::compose);
    }
    PortWriter(context, scalar, port).write(out);
    return;
  }
  Value* unreadable = make_map(context, scalar);
  unreadable->known = false;
  out.push_back(unreadable);
}

}  // namespace

void canonicalise_ports(Value& ports, ResolveContext& context) {
  if (ports.kind != Value::Kind::list) return;
  std::vector<Value*> lengthened;
  lengthened.reserve(ports.items.size());
  for (Value* item : ports.items) {
    if (item->kind == Value::Kind::integer || item->kind == Value::Kind::string) {
      lengthen(*item, context, lengthened);
      continue;
    }
    if (item->kind == Value::Kind::real) refuse_port(context, *item, "it is a fraction", RefusedBy::both);
    lengthened.push_back(item);
  }
  ports.items = std::move(lengthened);
}

}  // namespace mailu_lint
