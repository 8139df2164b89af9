// From the templates and start scripts of front, antispam, imap, admin and fetchmail, branches 1.5 to 2024.06.
#include "mailu/features.hpp"

#include <algorithm>

#include <mailu_lint/finding.hpp>

#include "mailu/catalog.hpp"
#include "mailu/peers.hpp"
#include "mailu/switches.hpp"
#include "mailu/value_types.hpp"

namespace mailu_lint {
namespace {

constexpr Feature features[] = {
    {.setting = "WEBMAIL", .role = Role::webmail, .asks = Role::front, .loss = "front has no webmail to show"},
    {.setting = "WEBDAV", .role = Role::webdav, .asks = Role::front, .loss = "nobody reaches calendars and contacts"},
    {.setting = "ANTIVIRUS",
     .role = Role::antivirus,
     .asks = Role::antispam,
     .off_when_unset = true,
     .loss = "no mail is scanned for viruses"},
    {.setting = "FETCHMAIL_ENABLED",
     .role = Role::fetchmail,
     .asks = Role::admin,
     .loss = "users set up accounts that are never fetched"},
    {.setting = "SCAN_MACROS",
     .role = Role::oletools,
     .asks = Role::antispam,
     .off_when_unset = true,
     .loss = "no attachment is scanned for macros"},
    {.setting = "FULL_TEXT_SEARCH_ATTACHMENTS",
     .role = Role::fts_attachments,
     .asks = Role::imap,
     .off_when_unset = true,
     .loss = "no search finds what attachments say"},
};

/// What one release makes of the value; the empty one stands for a setting that is not given.
std::optional<bool> read_by(Release release, const SettingInfo& info, std::string_view value) {
  if (!info.releases.contains(release)) return std::nullopt;
  if (value.empty()) return taken_for(info, "true", release) ? std::optional(false) : std::nullopt;
  if (!is_valid(info, value, release)) return std::nullopt;
  if (const auto taken = taken_for(info, value, release)) return taken;
  // From 2.0 on the name of the webmail is more than a switch.
  return info.name == "WEBMAIL" ? std::optional(value != "none") : std::nullopt;
}

/// What all releases that it may be make of the value.
std::optional<bool> read_by_all(const Deployment& mail, std::string_view setting, std::string_view value,
                                Findings& findings) {
  const SettingInfo& info = *find_setting(setting);
  if (mail.release) return read_by(*mail.release, info, value);
  const auto newest = read_by(newest_release, info, value);
  for (unsigned i = 0; i < static_cast<unsigned>(newest_release); ++i) {
    if (read_by(static_cast<Release>(i), info, value) == newest) continue;
    findings.not_checked("the release of Mailu is not known");
    return std::nullopt;
  }
  return newest;
}

}  // namespace

std::span<const Feature> all_features() {
  return features;
}

std::optional<bool> is_on(const Deployment& mail, std::string_view setting, std::string_view value,
                          Findings& findings) {
  return value.empty() ? std::nullopt : read_by_all(mail, setting, value, findings);
}

std::optional<bool> is_on(const Deployment& mail, const Service& service, std::string_view setting, bool off_when_unset,
                          Findings& findings) {
  const SettingView view = service.setting(setting);
  if (view.note_unknown(findings)) return std::nullopt;
  if (!view.empty()) return is_on(mail, setting, *view.get(), findings);
  const bool from_shell = view.setting() && mail.dialect == Dialect::stack;  // rule env-value-inherited
  return off_when_unset && !from_shell ? read_by_all(mail, setting, "", findings) : std::nullopt;
}

bool has_service(const Deployment& mail, const Feature& feature) {
  return std::ranges::any_of(mail.services, [&](const Service& service) {
    const std::string& name = service.name.docker_value();
    if (service.role == feature.role || name.find(default_name(feature.role)) != std::string::npos) return true;
    return service_name_role(name) == feature.role ||
           (service.image && foreign_image_role(service.image->name) == feature.role);
  });
}

}  // namespace mailu_lint
