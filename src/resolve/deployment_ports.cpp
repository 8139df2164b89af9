// `ports:` of a service, as the rules see them.
#include <algorithm>
#include <charconv>

#include "mailu/words.hpp"
#include "resolve/deployment_parts.hpp"

namespace mailu_lint {
namespace {

std::optional<std::uint16_t> port_number(std::string_view text) {
  std::uint16_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// `N` or `N-M`.
std::optional<PublishedPort::Range> port_range(std::string_view text) {
  const std::size_t dash = text.find('-');
  const auto first = port_number(text.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : port_number(text.substr(dash + 1));
  if (!first || !last || *last < *first) return std::nullopt;
  return PublishedPort::Range{*first, *last};
}

/// The engine looks at the word without regard to case.
PublishMode mode_of(std::string_view text) {
  if (text.empty() || same_word(text, "ingress")) return PublishMode::ingress;
  return same_word(text, "host") ? PublishMode::host : PublishMode::unknown;
}

/// Was it written, rather than added by docker?
bool is_written(const Value* value) {
  return value && value->node;
}

void read_address(PublishedPort& port, const Value& value) {
  if (value.dropped) {
    port.dropped_host_ip = text_of(value);
    return;
  }
  if (value.text.empty() && value.known) return;
  port.host_ip = text_of(value);
  port.address = IpAddress::parse(value.text);
  port.known = port.known && value.known;
}

PublishedPort build_port(const Value& entry) {
  PublishedPort port{.span = entry.span, .target_span = entry.span, .via = entry.via};
  // A short form was one scalar.
  port.long_form = !(entry.node && entry.node.kind() == yaml::Kind::scalar);
  const Value* target = entry.find("target");
  const auto target_range = target ? port_range(target->text) : std::nullopt;
  port.known = target_range && target->known;
  if (!port.known) return port;
  port.target = *target_range;
  port.target_span = target->span;
  if (const Value* published = entry.find("published"); published && !published->text.empty()) {
    port.published = port_range(published->text);
    port.known = published->known && port.published;
  }
  if (const Value* protocol = entry.find("protocol"); protocol && !protocol->text.empty()) {
    port.protocol = protocol->text;
    port.known = port.known && protocol->known;
  }
  if (const Value* address = entry.find("host_ip")) read_address(port, *address);
  if (const Value* mode = entry.find("mode"); is_written(mode)) {
    port.mode_text = text_of(*mode);
    port.mode = mode_of(mode->text);
    port.known = port.known && mode->known;
  }
  return port;
}

void widen(PublishedPort::Range& range, PublishedPort::Range more) {
  range = {std::min(range.first, more.first), std::max(range.last, more.last)};
}

/// docker makes an entry for each port of a range; the reader wrote one.
bool from_same_entry(const PublishedPort& a, const PublishedPort& b) {
  return !a.long_form && !b.long_form && a.span == b.span && a.known && b.known &&
         a.published.has_value() == b.published.has_value() && a.protocol == b.protocol;
}

}  // namespace

std::vector<PublishedPort> build_ports(const Value& service) {
  std::vector<PublishedPort> ports;
  const Value* list = service.find("ports");
  if (!list) return ports;
  for (const Value* entry : list->items) {
    PublishedPort port = build_port(*entry);
    if (!ports.empty() && from_same_entry(ports.back(), port)) {
      widen(ports.back().target, port.target);
      if (port.published) widen(*ports.back().published, *port.published);
    } else {
      ports.push_back(std::move(port));
    }
  }
  return ports;
}

}  // namespace mailu_lint
