// Settings that old releases read stay in the env file over upgrades, and what they once limited is unlimited.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/catalog.hpp"
#include "mailu/settings.hpp"
#include "mailu/value_types.hpp"

namespace mailu_lint {
namespace {

/// The value means the same under the new name. Free texts never do: nothing tells what they mean.
bool carries_over(const SettingInfo& old, const SettingInfo& successor, const std::string& value, Release release) {
  return old.type != SettingType::text && old.type == successor.type && is_valid(successor, value, release);
}

bool is_written(const Setting& setting) {
  return setting.name_span.end - setting.name_span.begin == setting.name.size();
}

}  // namespace

extern constinit const Rule setting_removed{
    .category = Category::settings,
    .severity = Severity::warning,
    .releases = {Release::v1_6, newest_release},
    .fixable = Fixable::unsafely,
    .summary = "A setting that this release of Mailu no longer reads",
    .check =
        [](const Deployment& mail, Findings& findings) {
          std::vector<std::string_view> taken;  // two old names may not become one
          for (const SettingUse& use : settings_read(mail, findings)) {
            const SettingInfo& info = *find_setting(use.setting->name);
            if (has_own_rule(info.name) || info.releases.last() >= *mail.release) continue;
            const std::string name(info.name);
            const std::string last(to_string(info.releases.last()));
            auto finding =
                findings.add(use.setting->name_span, "`" + name + "` is read up to Mailu " + last + "; in " +
                                                         std::string(to_string(*mail.release)) + " it has no effect");
            finding.label("read up to " + last).evidence(name).help("delete the line");
            const SettingInfo* successor = find_setting(info.successor);
            if (!successor || !successor->releases.contains(*mail.release)) continue;
            const std::string heir(successor->name);
            if (!use.service->setting(heir).unset()) continue;
            finding.help("set `" + heir + "` instead");
            const bool is_first = std::ranges::find(taken, heir) == taken.end();
            if (!is_first || !is_written(*use.setting)) continue;
            if (!carries_over(info, *successor, use.value(), *mail.release)) continue;
            taken.push_back(successor->name);
            finding.fix({.message = "rename it to `" + heir + "`",
                         .safety = FixSafety::unsafe,
                         .edits = {{use.setting->name_span, heir}}});
          }
        },
};
}  // namespace mailu_lint
