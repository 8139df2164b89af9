#include "resolve/merge_stack.hpp"

#include <algorithm>
#include <unordered_map>

#include "resolve/section.hpp"

namespace mailu_lint {
namespace {

/// What Go's zero value is made from. `0` for a count that is a pointer in docker's structures is none: `replicas: 0`
/// overrides.
bool is_zero(const Value& value) {
  switch (value.kind) {
    case Value::Kind::null:
      return true;
    case Value::Kind::boolean:
    case Value::Kind::integer:
      return value.integer == 0;
    case Value::Kind::real:
      return value.real == 0;
    case Value::Kind::string:
      return value.text.empty() || value.text == "0s";
    case Value::Kind::list:
      return value.items.empty();
    case Value::Kind::map:
      return value.entries.empty();
  }
  return false;
}

bool counts_zero(std::string_view key) {
  return key == "replicas" || key == "parallelism" || key == "retries" || key == "max_attempts";
}

/// Maps of texts, where even an empty text overrides.
bool is_text_map(std::string_view key) {
  return key == "labels" || key == "driver_opts" || key == "options" || key == "sysctls" || key == "args";
}

void set_later(Value& base, const Entry& entry) {
  if (const Value* earlier = base.find(entry.key)) {
    entry.value->via.push_back({Via::Kind::overrides, "", earlier->span});
  }
  base.set(entry.key, entry.key_span, entry.value);
}

void merge_text_map(Value& base, const Value& later) {
  for (const Entry& entry : later.entries) set_later(base, entry);
}

/// A structure: field by field; lists are appended.
void merge_structure(Value& base, Value& later) {
  for (const Entry& entry : later.entries) {
    Value* earlier = base.find(entry.key);
    if (!earlier || earlier->kind == Value::Kind::null) {
      if (!earlier || entry.value->kind != Value::Kind::null) base.set(entry.key, entry.key_span, entry.value);
    } else if (is_map(earlier) && is_map(entry.value)) {
      is_text_map(entry.key) ? merge_text_map(*earlier, *entry.value) : merge_structure(*earlier, *entry.value);
    } else if (is_list(earlier) && is_list(entry.value)) {
      std::ranges::copy(entry.value->items, std::back_inserter(earlier->items));
    } else if (!is_zero(*entry.value) || (counts_zero(entry.key) && entry.value->kind == Value::Kind::integer)) {
      set_later(base, entry);
    }
  }
}

/// The key that docker keeps such an entry under; one entry a key survives a merge.
std::string text_at(const Value& item, std::string_view key) {
  const Value* value = is_map(&item) ? item.find(key) : nullptr;
  return value ? value->text : std::string();
}

struct KeyedList {
  std::string_view name;
  std::string_view key;
};

constexpr KeyedList keyed_lists[] = {
    {"configs", "source"}, {"ports", "published"}, {"secrets", "source"}, {"volumes", "target"}};

bool comes_before(const Value* a, const Value* b, std::string_view key) {
  const Value* first = a->find(key);
  const Value* second = b->find(key);
  const auto number = [](const Value* value) { return value ? value->integer : 0; };
  if (key == "published") return number(first) < number(second);
  return text_at(*a, key) < text_at(*b, key);
}

/// docker does this for every service that two files have, even when the later one has no such list; not when the
/// earlier one has none.
void merge_keyed(Value& base, const Value* later, std::string_view key) {
  std::unordered_map<std::string, std::size_t> places;
  std::vector<Value*> kept;
  const auto keep = [&](Value* item) {
    if (!is_map(item)) return;
    const auto [place, is_new] = places.try_emplace(text_at(*item, key), kept.size());
    if (is_new) {
      kept.push_back(item);
    } else {
      kept[place->second] = item;
    }
  };
  for (Value* item : base.items) keep(item);
  if (later) {
    for (Value* item : later->items) keep(item);
  }
  std::ranges::stable_sort(kept, [&](const Value* a, const Value* b) { return comes_before(a, b, key); });
  base.items = std::move(kept);
}

void merge_logging(Value& base, const Entry& later) {
  Value* earlier = base.find("logging");
  if (!is_map(earlier) || !is_map(later.value)) return set_later(base, later);
  const std::string first = text_at(*earlier, "driver");
  const std::string second = text_at(*later.value, "driver");
  if (!first.empty() && !second.empty() && first != second) return set_later(base, later);
  const Entry* driver = later.value->entry("driver");
  if (driver && first.empty()) set_later(*earlier, *driver);
  // docker writes the options of the later file to a copy when the earlier one has none: they are lost.
  Value* options = find_map(*earlier, "options");
  const Value* more = later.value->find("options");
  if (options && is_map(more)) merge_text_map(*options, *more);
}

void merge_networks(Value& base, const Entry& later) {
  Value* earlier = base.find("networks");
  if (!is_map(earlier) || !is_map(later.value)) return set_later(base, later);
  for (const Entry& entry : later.value->entries) {
    Value* network = earlier->find(entry.key);
    if (!is_map(network)) {
      if (!network || is_map(entry.value)) earlier->set(entry.key, entry.key_span, entry.value);
      continue;
    }
    if (!is_map(entry.value)) continue;
    const Entry* aliases = entry.value->entry("aliases");
    aliases ? set_later(*network, *aliases) : network->erase("aliases");
    for (const std::string_view key : {"ipv4_address", "ipv6_address"}) {
      const Entry* address = entry.value->entry(key);
      if (address && !is_zero(*address->value)) set_later(*network, *address);
    }
  }
}

void merge_ulimits(Value& base, const Entry& later) {
  Value* earlier = base.find("ulimits");
  if (!is_map(earlier) || !is_map(later.value)) return set_later(base, later);
  merge_text_map(*earlier, *later.value);
}

/// Nobody who overrides a healthcheck means both tests to be one command.
void report_appended_test(const Value& base, const Value& later, ResolveContext& context) {
  const Value* earlier_check = base.find("healthcheck");
  const Value* later_check = later.find("healthcheck");
  const Value* earlier = is_map(earlier_check) ? earlier_check->find("test") : nullptr;
  const Value* test = is_map(later_check) ? later_check->find("test") : nullptr;
  if (!is_list(earlier) || !is_list(test) || earlier->items.empty() || test->items.empty()) return;
  context.findings
      ->add(RuleId::healthcheck_appended, test->span,
            "a stack appends this `test` to that of the earlier file; the two become one command")
      .also(earlier->span, "the first half")
      .help("give the whole healthcheck in one file");
}

void merge_service(Value& base, Value& later, ResolveContext& context) {
  report_appended_test(base, later, context);
  for (const KeyedList& list : keyed_lists) {
    const Entry* from = later.entry(list.name);
    Value* to = find_list(base, list.name);
    if (to) {
      merge_keyed(*to, from && is_list(from->value) ? from->value : nullptr, list.key);
    } else if (from && !is_zero(*from->value)) {
      base.set(list.name, from->key_span, from->value);
    }
    later.erase(list.name);
  }
  for (const std::string_view key : {"command", "entrypoint"}) {
    const Entry* entry = later.entry(key);
    if (entry && !is_zero(*entry->value)) set_later(base, *entry);
    if (entry && base.find(key)) later.erase(key);
  }
  if (const Entry* logging = later.entry("logging")) merge_logging(base, *logging);
  if (const Entry* networks = later.entry("networks")) merge_networks(base, *networks);
  if (const Entry* ulimits = later.entry("ulimits")) merge_ulimits(base, *ulimits);
  for (const std::string_view key : {"logging", "networks", "ulimits"}) later.erase(key);
  merge_structure(base, later);
}

/// Top-level networks, volumes, secrets and configs: whole entries.
void merge_resources(Value& base, const Entry& later) {
  Value* earlier = base.find(later.key);
  if (!is_map(earlier) || !is_map(later.value)) {
    if (!earlier) base.entries.push_back(later);
    return;
  }
  merge_text_map(*earlier, *later.value);
}

}  // namespace

void merge_stack(Value& base, Value& later, ResolveContext& context) {
  for (const Entry& section : later.entries) {
    if (section.key != "services") {
      const bool resources =
          section.key == "networks" || section.key == "volumes" || section.key == "secrets" || section.key == "configs";
      if (resources) merge_resources(base, section);
      continue;  // the version is the same, `x-` is the first file's
    }
    Value* services = find_map(base, "services");
    if (!services || !is_map(section.value)) {
      if (!services) base.set(section.key, section.key_span, section.value);
      continue;
    }
    for (const Entry& entry : section.value->entries) {
      Value* earlier = services->find(entry.key);
      if (is_map(earlier) && is_map(entry.value)) {
        merge_service(*earlier, *entry.value, context);
      } else {
        services->set(entry.key, entry.key_span, entry.value);
      }
    }
  }
}

}  // namespace mailu_lint
