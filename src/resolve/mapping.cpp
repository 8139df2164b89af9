// `KEY=value` lists and maps: environment, labels, sysctls, build arguments, extra hosts. docker takes both forms and
// keeps the map; of two equal keys the last wins.
#include <unordered_map>
#include <utility>

#include "resolve/section.hpp"

namespace mailu_lint {

void list_to_map(Value& pairs, Nulls nulls, ResolveContext& context) {
  if (pairs.kind == Value::Kind::map) {
    for (Entry& entry : pairs.entries) to_text(*entry.value, nulls);
    return;
  }
  if (pairs.kind != Value::Kind::list) return;
  std::unordered_map<std::string, std::size_t> index;
  std::vector<Entry> entries;
  for (const Value* item : pairs.items) {
    if (!is_scalar(item)) continue;
    const std::size_t equals = item->text.find('=');
    const Part key{0, std::min(equals, item->text.size())};
    Value* value = nullptr;
    if (equals != std::string::npos) {
      value = make_part(context, *item, {equals + 1, item->text.size()});
    } else {
      value = nulls == Nulls::keep ? make_null(context, *item) : make_text(context, "", *item);
    }
    Entry entry{std::string(key.of(item->text)), part_span(context, *item, key), value};
    const auto [place, added] = index.emplace(entry.key, entries.size());
    if (added) {
      entries.push_back(std::move(entry));
    } else {
      pairs.replaced.push_back(std::exchange(entries[place->second], std::move(entry)));
    }
  }
  pairs.kind = Value::Kind::map;
  pairs.was_list = true;
  pairs.entries = std::move(entries);
  pairs.items.clear();
}

namespace {

std::string_view without_brackets(std::string_view ip) {
  return ip.size() > 2 && ip.front() == '[' && ip.back() == ']' ? ip.substr(1, ip.size() - 2) : ip;
}

Value* host_entry(ResolveContext& context, const Value& origin, std::string_view host, std::string_view ip) {
  const char separator = context.dialect == Dialect::compose ? '=' : ':';
  return make_text(context, std::string(host) + separator + std::string(without_brackets(ip)), origin);
}

void add_host(ResolveContext& context, const Value& item, std::vector<Value*>& out) {
  const std::string_view text = item.text;
  std::size_t cut = text.find('=');
  if (cut == std::string_view::npos) cut = text.find(':');
  if (cut == std::string_view::npos) {
    if (context.dialect == Dialect::stack) return;  // dropped without a word
    refuse(context, {.rule = RuleId::value_invalid,
                     .span = item.span,
                     .fact = in_ticks(item) + " names a host without an address",
                     .by = RefusedBy::compose,
                     .help = "write `host=address`",
                     .known = item.known});
    return;
  }
  // docker compose takes several addresses in one entry.
  std::string_view addresses = text.substr(cut + 1);
  while (context.dialect == Dialect::compose && addresses.find(',') != std::string_view::npos) {
    out.push_back(host_entry(context, item, text.substr(0, cut), addresses.substr(0, addresses.find(','))));
    addresses.remove_prefix(addresses.find(',') + 1);
  }
  out.push_back(host_entry(context, item, text.substr(0, cut), addresses));
}

}  // namespace

void canonicalise_extra_hosts(Value& hosts, ResolveContext& context) {
  std::vector<Value*> entries;
  if (hosts.kind == Value::Kind::map) {
    for (const Entry& entry : hosts.entries) {
      for (const Value* ip : entry.value->items) {
        entries.push_back(host_entry(context, *ip, entry.key, ip->text));
      }
      if (is_scalar(entry.value)) entries.push_back(host_entry(context, *entry.value, entry.key, entry.value->text));
    }
  } else if (hosts.kind == Value::Kind::list) {
    for (const Value* item : hosts.items) {
      if (is_scalar(item)) add_host(context, *item, entries);
    }
  } else {
    return;
  }
  hosts.kind = Value::Kind::list;
  hosts.entries.clear();
  hosts.items = std::move(entries);
}

void canonicalise_text_list(Value& service, std::string_view key, ResolveContext& context) {
  Value* value = service.find(key);
  if (!value) return;
  if (value->kind == Value::Kind::list) {
    for (Value* item : value->items) to_text(*item, Nulls::keep);
  } else if (is_scalar(value)) {
    Value* list = make_list(context, *value);
    list->items.push_back(value);
    put(service, key, list);
  }
}

}  // namespace mailu_lint
