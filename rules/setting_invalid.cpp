// A value that the containers cannot read stops them, or is taken for something else without a word.
#include <mailu_lint/rule.hpp>

#include "mailu/lists.hpp"
#include "mailu/secret_text.hpp"
#include "mailu/settings.hpp"
#include "mailu/switches.hpp"
#include "mailu/value_types.hpp"

namespace mailu_lint {
namespace {

struct Outcome {
  Severity severity{};
  std::string consequence{};
};

/// What follows from an invalid value; nothing when no source tells.
std::optional<Outcome> outcome(const SettingInfo& info, const std::string& value, Release release) {
  if (const Mistake* mistake = find_mistake(info.name, release)) {
    return Outcome{mistake->severity, std::string(mistake->consequence)};
  }
  if (const auto on = taken_for(info, value, release)) {
    return Outcome{Severity::warning, *on ? "Mailu takes it for on" : "Mailu takes it for off"};
  }
  if (info.type == SettingType::local_part) return Outcome{Severity::warning, "Mailu adds `@` and the domain itself"};
  if (info.type == SettingType::address) return Outcome{Severity::error, "the containers find nobody there"};
  return std::nullopt;
}

/// The release that cannot read the value. When it is not known which one runs: the newest, if none can.
std::optional<Release> refused_by(const Deployment& mail, const SettingInfo& info, const std::string& value) {
  const auto refuses = [&](Release release) {
    return !is_valid(info, value, release) && outcome(info, value, release);
  };
  std::optional<Release> refusing;
  for (unsigned i = 0; i <= static_cast<unsigned>(newest_release); ++i) {
    const auto release = static_cast<Release>(i);
    if (!info.releases.contains(release) || !mail.may_be({release, release})) continue;
    if (!refuses(release)) return std::nullopt;
    refusing = release;
  }
  return refusing;
}

/// The value for a message of one line, not cut inside a character; nothing when it may hold a login.
std::string quoted(const std::string& value) {
  const std::size_t at = value.find('@');
  const bool has_login = at != std::string::npos && value.rfind(':', at) != std::string::npos;
  if (has_login || !secrets_in(value).empty()) return "";
  std::size_t size = 32;
  if (value.size() <= size) return "`" + value + "`";
  while (size > 0 && (static_cast<unsigned char>(value[size]) & 0xc0U) == 0x80) --size;
  return "`" + value.substr(0, size) + "…`";
}

void report(const SettingUse& use, const SettingInfo& info, Release release, Findings& findings) {
  const std::string& value = use.value();
  const Outcome follows = *outcome(info, value, release);
  const std::string shown = quoted(value);
  const std::string type = "not " + std::string(expected(info));
  const bool is_switch = taken_for(info, value, release).has_value();
  const std::string what = shown.empty() ? type : is_switch ? shown : shown + ", " + type;
  auto finding = findings.add(use.span(), "`" + use.setting->name + "` is " + what + "; " + follows.consequence);
  finding.severity(follows.severity).evidence(use.setting->name).help(advice(info, release));
  const auto meant = meant_value(info, value, release);
  if (!meant || !written_literally(use.setting->value)) return;
  finding.fix({.message = meant->empty() ? "write nothing" : "write `" + *meant + "`",
               .edits = {{part_of(use.setting->value, 0, value.size()), *meant}}});
}

}  // namespace

extern constinit const Rule setting_invalid{
    .category = Category::settings,
    .severity = Severity::error,
    .fixable = Fixable::safely,
    .summary = "A setting has a value that Mailu cannot read",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const SettingUse& use : settings_read(mail, findings)) {
            const SettingInfo& info = *find_setting(use.setting->name);
            const bool is_template = use.value().find("{{") != std::string::npos;  // rendered before docker sees it
            if (has_own_rule(info.name) || is_template) continue;
            if (const auto release = refused_by(mail, info, use.value())) report(use, info, *release, findings);
          }
        },
};
}  // namespace mailu_lint
