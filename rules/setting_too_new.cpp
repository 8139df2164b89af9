// The reference on Mailu's site is that of the newest release; an older one takes no notice of what it does not know.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/catalog.hpp"
#include "mailu/settings.hpp"

namespace mailu_lint {
namespace {

/// The first release after `release` that reads the setting, if `release` itself does not.
std::optional<Release> read_later(const SettingInfo& info, Release release) {
  if (info.releases.contains(release) || info.releases.last() < release) return std::nullopt;
  auto i = static_cast<unsigned>(release);
  while (!info.releases.contains(static_cast<Release>(i))) ++i;
  return static_cast<Release>(i);
}

}  // namespace

extern constinit const Rule setting_too_new{
    .category = Category::settings,
    .severity = Severity::warning,
    .releases = {oldest_release, Release::v2_0},
    .summary = "A setting that only a later release of Mailu reads",
    .check =
        [](const Deployment& mail, Findings& findings) {
          const auto shared = shared_env_files(mail);
          for (const SettingUse& use : settings_read(mail, findings)) {
            const Setting& setting = *use.setting;
            const auto later = read_later(*find_setting(setting.name), *mail.release);
            // `PORTS` in a file of everybody's may be a neighbour's.
            if (!later || std::ranges::binary_search(shared, setting.name_span.file)) continue;
            const std::string since(to_string(*later));
            findings
                .add(setting.name_span, "`" + setting.name + "` is read from Mailu " + since + " on; in " +
                                            std::string(to_string(*mail.release)) + " it has no effect")
                .label("read from " + since + " on")
                .evidence(setting.name)
                .help("delete the line, or upgrade Mailu");
          }
        },
};
}  // namespace mailu_lint
