// `ports:`: short form to long form, ranges to one entry a port.
#include <algorithm>

#include "resolve/section.hpp"
#include "resolve/short_port.hpp"

namespace mailu_lint {
namespace {

/// Makes the entries of one short port.
class PortWriter {
 public:
  PortWriter(ResolveContext& context, const Value& scalar, const ShortPort& port)
      : context_(context), scalar_(scalar), port_(port) {}

  void write(std::vector<Value*>& out) {
    const PortRange target = port_.container_range;
    const PortRange host = port_.host_range;
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
  static std::vector<unsigned> order(unsigned count, PortRange target, bool host_only) {
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

  Value* range_value(Part part, PortRange range) {
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

void refuse_port(ResolveContext& context, const Value& scalar, const std::string& why, RefusedBy by) {
  refuse(context, {.rule = RuleId::value_invalid,
                   .span = scalar.span,
                   .fact = in_ticks(scalar) + " is not a port: " + why,
                   .by = by,
                   .help = "write `[address:][host port:]container port[/protocol]`",
                   .known = scalar.known});
}

void lengthen(const Value& scalar, ResolveContext& context, std::vector<Value*>& out) {
  const ShortPort port = parse_short_port(scalar.text);
  if (!port.wrong.empty()) {
    refuse_port(context, scalar, port.wrong, RefusedBy::both);
  } else if (may_lengthen(context)) {
    // What is meant is plain, so rules still see it; port-ipv6-unbracketed says that docker compose refuses it.
    if (port.bare_v6 && context.dialect == Dialect::compose) context.refused = true;
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
  report_port_spelling(ports, context);
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
