// docker compose lets a later entry of a list replace an earlier one that means the same thing. What "the same" is
// depends on the list: the key before `=`, the mount point, the port, the path.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "resolve/merge_compose.hpp"
#include "resolve/paths.hpp"
#include "resolve/section.hpp"

namespace mailu_lint {
namespace {

std::string text_at(const Value& map, std::string_view key) {
  const Value* value = map.find(key);
  return value ? value->text : std::string();
}

/// `A=1` and `A=2` are the same to docker, even in a list of addresses.
std::string key_value_identity(const Value& item) {
  return item.text.substr(0, item.text.find('='));
}

std::string text_identity(const Value& item) {
  return item.text;
}

std::string mount_identity(const Value& item) {
  return text_at(item, "target");
}

std::string path_identity(const Value& item) {
  return is_map(&item) ? text_at(item, "path") : item.text;
}

std::string port_identity(const Value& item) {
  if (!is_map(&item)) return "short " + item.text;
  const Value* published = item.find("published");
  const Value* host_ip = item.find("host_ip");
  const Value* protocol = item.find("protocol");
  std::string identity = host_ip ? host_ip->text : "0.0.0.0";
  // A number and a text are two ports to docker compose: `25:25` and `published: 25` both stay.
  identity +=
      published ? (published->kind == Value::Kind::integer ? " number " : " text ") + published->text : " none ";
  return identity + " " + text_at(item, "target") + "/" + (protocol ? protocol->text : "tcp");
}

std::string file_mount_identity(const Value& item, std::string_view directory) {
  if (is_map(&item) && item.find("target")) return text_at(item, "target");
  return std::string(directory) + "/" + (is_map(&item) ? text_at(item, "source") : item.text);
}

std::string secret_identity(const Value& item) {
  return file_mount_identity(item, "/run/secrets");
}

std::string config_identity(const Value& item) {
  return file_mount_identity(item, "");
}

using Identity = std::string (*)(const Value&);

struct List {
  std::string_view key;
  Identity identity;
};

constexpr List lists[] = {
    {"cap_add", key_value_identity},    {"cap_drop", key_value_identity}, {"configs", config_identity},
    {"devices", mount_identity},        {"dns", key_value_identity},      {"dns_opt", key_value_identity},
    {"dns_search", key_value_identity}, {"env_file", path_identity},      {"expose", text_identity},
    {"links", key_value_identity},      {"ports", port_identity},         {"profiles", key_value_identity},
    {"secrets", secret_identity},       {"tmpfs", key_value_identity},    {"volumes", mount_identity},
};

/// Before mounts have long forms: only what is written twice, so that the schema does not see it.
void drop_repeated_texts(Value& list) {
  std::unordered_set<std::string_view> seen;
  std::vector<Value*> kept;
  for (std::size_t i = list.items.size(); i > 0; --i) {
    Value* item = list.items[i - 1];
    if (!is_text(item) || seen.insert(item->text).second) kept.push_back(item);
  }
  list.items.assign(kept.rbegin(), kept.rend());
}

void keep_last(Value& list, Identity identity) {
  const bool mounts = identity == mount_identity;
  if (mounts && std::ranges::any_of(list.items, [](const Value* item) { return is_text(item); })) {
    return drop_repeated_texts(list);
  }
  std::unordered_map<std::string, std::size_t> places;
  std::vector<Value*> kept;
  kept.reserve(list.items.size());
  for (Value* item : list.items) {
    const auto [place, is_new] = places.try_emplace(identity(*item), kept.size());
    if (is_new) {
      kept.push_back(item);
    } else {
      kept[place->second] = item;
    }
  }
  list.items = std::move(kept);
}

}  // namespace

void keep_unique_service(Value& service) {
  for (const List& list : lists) {
    if (Value* items = find_list(service, list.key)) keep_last(*items, list.identity);
  }
  if (Value* networks = find_map(service, "networks")) {
    for (const Entry& entry : networks->entries) {
      if (!is_map(entry.value)) continue;
      for (const std::string_view key : {"aliases", "link_local_ips"}) {
        if (Value* items = find_list(*entry.value, key)) keep_last(*items, key_value_identity);
      }
    }
  }
  if (Value* build = find_map(service, "build")) {
    if (Value* tags = find_list(*build, "tags")) keep_last(*tags, key_value_identity);
  }
}

void keep_unique(Value& root) {
  Value* services = find_map(root, "services");
  if (!services) return;
  for (const Entry& entry : services->entries) {
    if (is_map(entry.value)) keep_unique_service(*entry.value);
  }
}

}  // namespace mailu_lint
