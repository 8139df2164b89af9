#include "resolve/stack_output.hpp"

#include <algorithm>

#include "mailu/words.hpp"
#include "resolve/section.hpp"

namespace mailu_lint {
namespace {

bool starts_with(const Value* map, std::string_view key) {
  return is_map(map) && !map->entries.empty() && map->entries.front().key == key;
}

bool all_start_with(const Value* list, std::string_view key) {
  return !list ||
         (is_list(list) && std::ranges::all_of(list->items, [&](const Value* item) { return starts_with(item, key); }));
}

/// As docker's YAML sorts: `WEB_ADMIN` before `WEBDAV`, for all but letters and digits come first.
bool is_sorted(const Value& map) {
  const auto sort_key = [](const Entry& entry) {
    std::string key = entry.key;
    const auto is_letter = [](char c) { return is_digit(c) || ('a' <= lower(c) && lower(c) <= 'z'); };
    std::ranges::replace_if(
        key, [&](char c) { return !is_letter(c); }, ' ');
    return key;
  };
  return std::ranges::is_sorted(map.entries, {}, sort_key);
}

/// The keys of a service are in order but for a few that begin with the same letter.
bool is_nearly_sorted(const Value& map) {
  return std::ranges::is_sorted(map.entries, {}, [](const Entry& entry) { return entry.key.substr(0, 1); });
}

/// Keys in their order, long forms that begin with `mode` and `type`, and an environment that is a map in order: each
/// may be written so by hand, all together are not.
bool is_written_service(const Value& service) {
  const Value* environment = service.find("environment");
  return is_map(&service) && is_nearly_sorted(service) && all_start_with(service.find("ports"), "mode") &&
         all_start_with(service.find("volumes"), "type") &&
         (!environment || (is_map(environment) && is_sorted(*environment)));
}

bool publishes(const Entry& service) {
  const Value* ports = service.value->find("ports");
  return is_list(ports) && !ports->items.empty();
}

}  // namespace

bool is_stack_output(const Value& document, const yaml::Tree& tree) {
  const Value* services = document.find("services");
  if (!starts_with(&document, "version") || !is_map(services) || !is_sorted(*services)) return false;
  return std::ranges::any_of(services->entries, publishes) &&
         std::ranges::all_of(services->entries, [](const Entry& entry) { return is_written_service(*entry.value); }) &&
         tree.comments().empty();
}

}  // namespace mailu_lint
