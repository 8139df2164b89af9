#include "resolve/merge_compose.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "resolve/section.hpp"

namespace mailu_lint {
namespace {

/// What docker does where both sides have a value.
enum class Way : std::uint8_t {
  deep,     ///< maps by key, lists appended, all else replaced; an empty value keeps the earlier one
  replace,  ///< the later one, even when empty
  by_key,   ///< maps by key, one level: an empty value replaces too
  hosts,    ///< appended without exact repetitions
  logging,  ///< deep for the same driver, else replaced
  subnets,  ///< ipam.config
};

struct Special {
  std::string_view place;  // `*` stands for any key
  Way way;
};

constexpr Special specials[] = {
    {"networks.*.ipam.config", Way::subnets},
    {"networks.*.labels", Way::by_key},
    {"volumes.*.labels", Way::by_key},
    {"services.*.annotations", Way::by_key},
    {"services.*.build.additional_contexts", Way::by_key},
    {"services.*.build.args", Way::by_key},
    {"services.*.build.extra_hosts", Way::hosts},
    {"services.*.build.labels", Way::by_key},
    {"services.*.command", Way::replace},
    {"services.*.deploy.labels", Way::by_key},
    {"services.*.entrypoint", Way::replace},
    {"services.*.environment", Way::by_key},
    {"services.*.extra_hosts", Way::hosts},
    {"services.*.healthcheck.test", Way::replace},
    {"services.*.labels", Way::by_key},
    {"services.*.logging", Way::logging},
    {"services.*.sysctls", Way::by_key},
    {"services.*.ulimits.*", Way::replace},
};

using Place = std::vector<std::string_view>;

bool matches(const Place& place, std::string_view pattern) {
  for (const std::string_view key : place) {
    const std::string_view part = pattern.substr(0, pattern.find('.'));
    if (part.empty() || (part != "*" && part != key)) return false;
    pattern.remove_prefix(std::min(pattern.size(), part.size() + 1));
  }
  return pattern.empty();
}

Way way_at(const Place& place) {
  for (const Special& special : specials) {
    if (matches(place, special.place)) return special.way;
  }
  return Way::deep;
}

std::string joined(const Place& place) {
  std::string text;
  for (const std::string_view part : place) {
    if (!text.empty()) text += '.';
    text += part;
  }
  return text;
}

Value* merge(Value* base, Value* later, Place& place, ResolveContext& context);

void note_override(Value& later, const Value& base) {
  later.via.push_back({Via::Kind::overrides, "", base.span});
}

void merge_maps(Value& base, Value& later, Place& place, ResolveContext& context) {
  for (const Entry& entry : later.entries) {
    const Entry* known = base.entry(entry.key);
    if (!known) {
      base.entries.push_back(entry);
      continue;
    }
    place.push_back(entry.key);
    const Span key_span = known->key_span;
    Value* merged = merge(known->value, entry.value, place, context);
    base.set(entry.key, merged == entry.value ? entry.key_span : key_span, merged);
    place.pop_back();
  }
  base.was_list = base.was_list || later.was_list;
}

Value* merge_by_key(Value* base, Value* later) {
  if (!is_map(later) || !is_map(base)) return is_map(later) ? later : base;
  for (const Entry& entry : later->entries) {
    if (const Entry* known = base->entry(entry.key)) {
      base->replaced.push_back(*known);
      note_override(*entry.value, *known->value);
    }
    base->set(entry.key, entry.key_span, entry.value);
  }
  std::ranges::move(later->replaced, std::back_inserter(base->replaced));
  base->was_list = true;  // docker keeps merged pairs as a list
  return base;
}

Value* merge_hosts(Value* base, Value* later) {
  if (!is_list(base) || !is_list(later)) return base;
  std::unordered_set<std::string> known;
  for (const Value* item : base->items) known.insert(item->text);
  for (Value* item : later->items) {
    if (!known.contains(item->text)) base->items.push_back(item);
  }
  return base;
}

Value* merge_logging(Value* base, Value* later, Place& place, ResolveContext& context) {
  if (!is_map(base) || !is_map(later)) return later;
  const Value* first = base->find("driver");
  const Value* second = later->find("driver");
  if (first && second && first->text != second->text) return later;
  merge_maps(*base, *later, place, context);
  return base;
}

std::string subnet_of(const Value& pool) {
  const Value* subnet = pool.find("subnet");
  return subnet ? subnet->text : std::string();
}

/// A pool of the later file is merged with the earlier pool of the same subnet; earlier pools that no later one names
/// are lost (so does docker compose 2.40).
Value* merge_subnets(Value* base, Value* later, Place& place, ResolveContext& context) {
  if (!is_list(base) || !is_list(later) || later->items.empty()) return later;
  std::unordered_map<std::string, std::size_t> places;
  std::vector<Value*> pools;
  const auto keep = [&](Value* pool) {
    const auto [at, is_new] = places.try_emplace(subnet_of(*pool), pools.size());
    if (is_new) {
      pools.push_back(pool);
    } else {
      pools[at->second] = pool;
    }
  };
  std::unordered_map<std::string, Value*> earlier;
  for (Value* pool : base->items) {
    if (is_map(pool)) earlier.try_emplace(subnet_of(*pool), pool);
  }
  for (Value* pool : later->items) {
    if (!is_map(pool)) continue;
    const auto same = earlier.find(subnet_of(*pool));
    if (same == earlier.end()) {
      keep(pool);
    } else {
      merge_maps(*same->second, *pool, place, context);
      keep(same->second);
    }
  }
  base->items = std::move(pools);
  return base;
}

Value* merge_deep(Value* base, Value* later, Place& place, ResolveContext& context) {
  if (later->kind == Value::Kind::null) return base;
  if (is_map(base) || is_list(base)) {
    if (later->kind != base->kind) {
      refuse(context, {.rule = RuleId::value_type,
                       .span = later->span,
                       .fact = "`" + joined(place) + "` cannot be merged with what an earlier file has there",
                       .by = RefusedBy::compose,
                       .known = later->known});
      return base;
    }
    if (is_map(base)) {
      merge_maps(*base, *later, place, context);
    } else {
      base->items.insert(base->items.end(), later->items.begin(), later->items.end());
    }
    return base;
  }
  if (base->kind != Value::Kind::null) note_override(*later, *base);
  return later;
}

Value* merge(Value* base, Value* later, Place& place, ResolveContext& context) {
  switch (way_at(place)) {
    case Way::replace:
      return later;
    case Way::by_key:
      return merge_by_key(base, later);
    case Way::hosts:
      return merge_hosts(base, later);
    case Way::logging:
      return merge_logging(base, later, place, context);
    case Way::subnets:
      return merge_subnets(base, later, place, context);
    case Way::deep:
      break;
  }
  Value* merged = merge_deep(base, later, place, context);
  if (place.size() == 2 && place.front() == "services" && is_map(merged)) keep_unique_service(*merged);
  return merged;
}

/// Where an empty value of a later document means something of its own.
bool keeps_nulls(const Place& place) {
  const Way way = way_at(place);
  return way == Way::replace || way == Way::by_key;
}

void drop_hidden(const Value& base, Value& later, Place& place) {
  if (!is_map(&base) || !is_map(&later)) return;
  const std::size_t before = later.entries.size();
  std::erase_if(later.entries, [&](const Entry& entry) {
    const Value* earlier = base.find(entry.key);
    if (!earlier) return false;
    place.push_back(entry.key);
    bool hidden = false;
    if (entry.value->kind == Value::Kind::null) {
      hidden = way_at(place) != Way::replace;
    } else if (!keeps_nulls(place)) {
      drop_hidden(*earlier, *entry.value, place);
    }
    place.pop_back();
    return hidden;
  });
  if (later.entries.size() != before) later.index.forget();
}

}  // namespace

void merge_compose(Value& base, Value& later, ResolveContext& context) {
  Place place;
  merge_maps(base, later, place, context);
}

void merge_compose_service(Value& base, Value& later, ResolveContext& context) {
  Place place{"services", "*"};
  merge_maps(base, later, place, context);
  keep_unique_service(base);
}

void drop_hidden_nulls(const Value& base, Value& later) {
  Place place;
  drop_hidden(base, later, place);
}

}  // namespace mailu_lint
