// The tables of settings and images, and their look-ups.
#include "mailu/catalog.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>

namespace mailu_lint {
namespace {

using enum Release;
using enum Role;
using enum SettingType;
using enum Keep::Worth;

// The vocabulary of the .def files.
constexpr ReleaseSet ever = ReleaseRange{};
constexpr ReleaseSet since(Release from) {
  return ReleaseRange{.from = from};
}
constexpr ReleaseSet until(Release last) {
  return ReleaseRange{.until = last};
}
constexpr ReleaseSet between(Release from, Release last) {
  return ReleaseRange{from, last};
}
constexpr ReleaseSet only(Release release) {
  return ReleaseRange{release, release};
}
constexpr bool plain = false;
constexpr bool secret = true;
constexpr RoleSet nobody{};
constexpr RoleSet by(std::same_as<Role> auto... readers) {
  return RoleSet(readers...);
}
constexpr RoleSet all(front, admin, imap, smtp, antispam, webmail, resolver, antivirus, webdav, fetchmail, oletools);

constexpr SettingInfo settings[] = {
#define SETTING(name, type, secrecy, releases, readers, fallback, successor) \
  {#name, type, secrecy, releases, readers, fallback, successor},
#include "mailu/settings.def"
};

constexpr Choice choice_table[] = {
#define CHOICE(name, value, releases) {#name, value, releases},
#include "mailu/settings.def"
};

struct Earlier {
  std::string_view setting{};
  ReleaseSet releases{};
  std::string_view fallback{};
};
constexpr Earlier earlier_defaults[] = {
#define EARLIER(name, releases, fallback) {#name, releases, fallback},
#include "mailu/settings.def"
};

constexpr Mistake mistakes[] = {
#define MISTAKE(name, releases, severity, consequence) {#name, releases, Severity::severity, consequence},
#include "mailu/settings.def"
};

constexpr std::string_view own_rules[] = {
#define OWN_RULE(name) #name,
#include "mailu/settings.def"
};

struct Misspelling {
  std::string_view seen{};
  std::string_view meant{};
};
constexpr Misspelling misspellings[] = {
#define MISSPELT(seen, meant) {#seen, meant},
#include "mailu/settings.def"
};

constexpr ImageInfo images[] = {
#define IMAGE(name, role, releases) {name, role, releases},
#include "mailu/images.def"
};

struct NamedRole {
  std::string_view name{};
  Role role{};
};
constexpr NamedRole foreign_images[] = {
#define FOREIGN(name, role) {name, role},
#include "mailu/images.def"
};
constexpr NamedRole service_names[] = {
#define SERVICE(name, role) {name, role},
#include "mailu/images.def"
};

constexpr Keep keeps[] = {
#define KEEPS(role, path, releases, worth, what) {role, path, releases, worth, what},
#include "mailu/images.def"
};

static_assert(std::ranges::is_sorted(settings, std::ranges::less{}, &SettingInfo::name));
static_assert(std::ranges::is_sorted(choice_table, std::ranges::less{}, &Choice::setting));
static_assert(std::ranges::is_sorted(earlier_defaults, std::ranges::less{}, &Earlier::setting));
static_assert(std::ranges::is_sorted(mistakes, std::ranges::less{}, &Mistake::setting));
static_assert(std::ranges::is_sorted(own_rules));
static_assert(std::ranges::is_sorted(misspellings, std::ranges::less{}, &Misspelling::seen));
static_assert(std::ranges::is_sorted(images, std::ranges::less{}, &ImageInfo::name));
static_assert(std::ranges::is_sorted(foreign_images, std::ranges::less{}, &NamedRole::name));
static_assert(std::ranges::is_sorted(service_names, std::ranges::less{}, &NamedRole::name));

/// The row of a sorted table with that name, or nullptr.
template <class Row, std::size_t size>
const Row* find(const Row (&rows)[size], std::string_view name, std::string_view Row::*key) {
  const auto found = std::ranges::lower_bound(rows, name, {}, key);
  return found != std::end(rows) && std::invoke(key, *found) == name ? found : nullptr;
}

/// The rows of a sorted table with that name. Not ranges::equal_range: clang 14 cannot compile GCC 12's subrange.
template <class Row, std::size_t size>
std::span<const Row> find_all(const Row (&rows)[size], std::string_view name, std::string_view Row::*key) {
  return {std::ranges::lower_bound(rows, name, {}, key), std::ranges::upper_bound(rows, name, {}, key)};
}

}  // namespace

std::string_view to_string(SettingType type) {
  switch (type) {
    case text:
      return "text";
    case boolean:
      return "boolean";
    case integer:
      return "integer";
    case bytes:
      return "bytes";
    case rate_limit:
      return "rate limit";
    case host:
      return "host";
    case host_list:
      return "list of hosts";
    case address:
      return "address";
    case network:
      return "network";
    case network_list:
      return "list of networks";
    case local_part:
      return "local part";
    case path:
      return "path";
    case url:
      return "URL";
    case choice:
      return "choice";
    case smarthost:
      return "smarthost";
    case port_list:
      return "list of ports";
  }
  return "";
}

std::span<const SettingInfo> all_settings() {
  return settings;
}

const SettingInfo* find_setting(std::string_view name) {
  // Asked several times of each setting of each service.
  static const auto by_name = [] {
    std::unordered_map<std::string_view, const SettingInfo*> rows;
    for (const SettingInfo& row : settings) rows.emplace(row.name, &row);
    return rows;
  }();
  const auto found = by_name.find(name);
  return found == by_name.end() ? nullptr : found->second;
}

const SettingInfo* find_setting_of_file(std::string_view name) {
  constexpr std::string_view suffix = "_FILE";
  if (!name.ends_with(suffix)) return nullptr;
  return find_setting(name.substr(0, name.size() - suffix.size()));
}

std::string_view default_of(const SettingInfo& setting, Release release) {
  for (const Earlier& row : find_all(earlier_defaults, setting.name, &Earlier::setting)) {
    if (row.releases.contains(release)) return row.fallback;
  }
  return setting.fallback;
}

bool is_secret(std::string_view setting_name) {
  if (const SettingInfo* known = find_setting(setting_name)) return known->secret;  // most names
  constexpr std::size_t longest_name = 128;
  if (setting_name.size() > longest_name) return false;
  std::string words = "_";
  for (const char c : setting_name) {
    const bool lower = c >= 'a' && c <= 'z';
    words += lower ? static_cast<char>(c - 'a' + 'A') : c == '-' || c == '.' ? '_' : c;
  }
  if (const SettingInfo* known = find_setting(std::string_view(words).substr(1))) return known->secret;
  words += '_';
  if (words.ends_with("_FILE_")) return false;
  // Whole words: `secrets:` and AUTH_REQUIRE_TOKENS hold no secret.
  constexpr std::string_view tell_tales[] = {
      "PASSWORD_", "_PASSWD_",      "_PASSPHRASE_", "_PASS_",        "_PWD_",        "_PW_",
      "_SECRET_",  "_TOKEN_",       "_SECRET_KEY_", "_PRIVATE_KEY_", "_ACCESS_KEY_", "_API_KEY_",
      "_APIKEY_",  "_CREDENTIALS_", "REQUIREPASS_", "_MASTERAUTH_",  "_SECRETKEY_",  "_BASICAUTH_"};
  return std::ranges::any_of(tell_tales, [&](std::string_view word) { return words.find(word) != std::string::npos; });
}

std::span<const Choice> choices(std::string_view setting_name) {
  return find_all(choice_table, setting_name, &Choice::setting);
}

const Mistake* find_mistake(std::string_view setting_name, Release release) {
  for (const Mistake& row : find_all(mistakes, setting_name, &Mistake::setting)) {
    if (row.releases.contains(release)) return &row;
  }
  return nullptr;
}

bool has_own_rule(std::string_view setting_name) {
  return std::ranges::binary_search(own_rules, setting_name);
}

std::optional<std::string_view> misspelt(std::string_view name) {
  const Misspelling* row = find(misspellings, name, &Misspelling::seen);
  return row ? std::optional(row->meant) : std::nullopt;
}

std::span<const ImageInfo> all_images() {
  return images;
}

const ImageInfo* find_image(std::string_view name) {
  return find(images, name, &ImageInfo::name);
}

Role foreign_image_role(std::string_view name) {
  const NamedRole* row = find(foreign_images, name, &NamedRole::name);
  return row ? row->role : Role::none;
}

Role service_name_role(std::string_view name) {
  const NamedRole* row = find(service_names, name, &NamedRole::name);
  return row ? row->role : Role::none;
}

std::span<const Keep> all_keeps() {
  return keeps;
}

}  // namespace mailu_lint
