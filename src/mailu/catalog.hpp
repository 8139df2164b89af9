// What is known of Mailu, as data: releases, settings, images, and what must be kept. The tables are the .def files
// beside this one; docs/settings.md is printed from them. Look-ups search sorted constant tables, so nothing is built
// at start-up; a hash map would cost more to fill than a run asks of it.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <mailu_lint/deployment.hpp>
#include <mailu_lint/finding.hpp>
#include <mailu_lint/release.hpp>

namespace mailu_lint {

/// Releases, not necessarily in a row.
class ReleaseSet {
 public:
  constexpr ReleaseSet() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): a range is a set
  constexpr ReleaseSet(ReleaseRange range) {
    for (unsigned i = number(range.from); i <= number(range.until); ++i) bits_ |= bit(i);
  }

  constexpr bool contains(Release release) const { return (bits_ & bit(number(release))) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  /// Of a set that is not empty.
  constexpr Release first() const {
    unsigned i = number(oldest_release);
    while ((bits_ & bit(i)) == 0) ++i;
    return static_cast<Release>(i);
  }
  constexpr Release last() const {
    unsigned i = number(newest_release);
    while ((bits_ & bit(i)) == 0) --i;
    return static_cast<Release>(i);
  }
  friend constexpr ReleaseSet operator|(ReleaseSet a, ReleaseSet b) {
    a.bits_ |= b.bits_;
    return a;
  }
  friend constexpr bool operator==(ReleaseSet, ReleaseSet) = default;

 private:
  static constexpr unsigned number(Release release) { return static_cast<unsigned>(release); }
  static constexpr std::uint32_t bit(unsigned index) { return 1U << index; }
  std::uint32_t bits_ = 0;
};

class RoleSet {
 public:
  constexpr RoleSet() = default;
  template <std::same_as<Role>... Roles>
  constexpr explicit RoleSet(Roles... roles) : bits_((0U | ... | bit(roles))) {}

  constexpr bool contains(Role role) const { return (bits_ & bit(role)) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  friend constexpr bool operator==(RoleSet, RoleSet) = default;

 private:
  static constexpr std::uint32_t bit(Role role) { return 1U << static_cast<unsigned>(role); }
  std::uint32_t bits_ = 0;
};

struct ReleaseInfo {
  std::string_view text{};
  std::string_view registry{};  ///< where upstream publishes the images: "ghcr.io/mailu"
  bool supported = false;       ///< upstream still mends it
};
const ReleaseInfo& info(Release release);

/// What a value must look like. The empty value stands for "not set", whatever the type.
enum class SettingType : std::uint8_t {
  text,
  boolean,       ///< on or off, as switches.hpp reads it
  integer,       ///< decimal, not negative
  bytes,         ///< decimal number of bytes, no unit
  rate_limit,    ///< `N/second|minute|hour|day`, several separated by `;`
  host,          ///< one host or domain name
  host_list,     ///< separated by commas
  address,       ///< host name or address; `:port` only up to 1.9
  network,       ///< one address range
  network_list,  ///< separated by commas
  local_part,    ///< what stands before `@`
  path,          ///< starts with `/`
  url,
  choice,     ///< one of choices()
  smarthost,  ///< `host`, `[host]` or `[host]:port`
  port_list,  ///< port numbers separated by commas, or one of choices()
};
std::string_view to_string(SettingType type);

struct SettingInfo {
  std::string_view name{};
  SettingType type{};
  bool secret = false;
  ReleaseSet releases{};
  RoleSet readers{};            ///< empty: no container reads it
  std::string_view fallback{};  ///< the default of the newest release that reads it; default_of() knows them all
  std::string_view successor{};
};
/// Sorted by name.
std::span<const SettingInfo> all_settings();
const SettingInfo* find_setting(std::string_view name);
/// `X_FILE` names the file that holds X (from 1.9 on): the setting X, or nullptr.
const SettingInfo* find_setting_of_file(std::string_view name);
/// What Mailu takes when the setting is not given; empty: nothing, or something computed.
std::string_view default_of(const SettingInfo& setting, Release release);
/// True for the settings marked so, and for unknown names that sound like a secret, in any case. `X_FILE` is a path, no
/// secret.
bool is_secret(std::string_view setting_name);

struct Choice {
  std::string_view setting{};
  std::string_view value{};
  ReleaseSet releases{};
};
/// The values a setting may have, of all releases.
std::span<const Choice> choices(std::string_view setting_name);
/// What follows from a value that is none of the setting's type.
struct Mistake {
  std::string_view setting{};
  ReleaseSet releases{};
  Severity severity{};
  std::string_view consequence{};  ///< "front does not start"
};
/// nullptr when the table does not say what follows.
const Mistake* find_mistake(std::string_view setting_name, Release release);
/// A rule of its own judges the setting: the rules for all settings leave it alone.
bool has_own_rule(std::string_view setting_name);
/// The setting meant by a name that was seen in the wild and that nothing reads; empty when no setting does what the
/// name says; nothing when the name is not on the list.
std::optional<std::string_view> misspelt(std::string_view name);

struct ImageInfo {
  std::string_view name{};  ///< "dovecot", of `mailu/dovecot`
  Role role{};
  ReleaseSet releases{};
};
/// Sorted by name.
std::span<const ImageInfo> all_images();
const ImageInfo* find_image(std::string_view name);
/// The role of an image that is not Mailu's, by the last part of its name; Role::none when it has nothing to do with
/// mail.
Role foreign_image_role(std::string_view name);
/// The role that a service of that name has in the wizard's templates.
Role service_name_role(std::string_view name);

/// A path in a container that must outlive the container.
struct Keep {
  enum class Worth : std::uint8_t {
    precious,     ///< mail, accounts or keys are lost with it
    rebuildable,  ///< it grows again
  };
  Role role{};
  std::string_view path{};
  ReleaseSet releases{};
  Worth worth{};
  std::string_view what{};  ///< "all mail"
};
std::span<const Keep> all_keeps();

}  // namespace mailu_lint
