// front looks the target up among its own pages. One that is switched off is not there, the look-up begins again at
// `/`, and nginx gives up with an error.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/features.hpp"
#include "mailu/settings.hpp"
#include "mailu/words.hpp"

namespace mailu_lint {
namespace {

struct Page {
  std::string_view path_setting{};  ///< empty: the path is fixed
  std::string_view path{};          ///< unless the setting says otherwise
  std::string_view setting{};
  bool off_when_unset = false;
};
constexpr Page pages[] = {
    {"WEB_WEBMAIL", "/webmail", "WEBMAIL"},
    {"WEB_ADMIN", "/admin", "ADMIN", true},
    {"WEB_API", "/api", "API", true},
    {"", "/webdav", "WEBDAV"},
};

/// `/webmail`, `/webmail/` and `/webmail/?_task=mail` are below `/webmail`; nothing is below `/`.
bool is_below(std::string_view target, std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  if (path.empty() || !target.starts_with(path)) return false;
  return target.size() == path.size() || target[path.size()] == '/' || target[path.size()] == '?';
}

std::optional<std::string> path_of(const Service& front, const Page& page, Findings& findings) {
  if (page.path_setting.empty()) return std::string(page.path);
  return front.setting(page.path_setting).value_or(page.path, findings);
}

/// The page that the target is on, when front shows it at all.
const Page* page_of(const Service& front, std::string_view target, Findings& findings) {
  const auto found = std::ranges::find_if(pages, [&](const Page& page) {
    const auto path = path_of(front, page, findings);
    return path && is_below(target, *path);
  });
  return found == std::end(pages) ? nullptr : found;
}

void check_target(const Deployment& mail, const SettingUse& redirect, Findings& findings) {
  const Service& front = *redirect.service;
  // A webmail at `/` takes the redirection's place.
  const auto webmail = path_of(front, pages[0], findings);
  if (!webmail || *webmail == "/") return;
  const Page* page = page_of(front, trim(redirect.value()), findings);
  if (!page || is_on(mail, front, page->setting, page->off_when_unset, findings) != false) return;
  const std::string name(page->setting);
  const Setting* setting = front.setting(name).setting();
  auto finding = findings.add(redirect.span(), "`WEBROOT_REDIRECT` leads to what `" + name +
                                                   "` turns off; front answers "
                                                   "`/` with an error");
  finding.label("front has no such page").evidence(name);
  if (setting) finding.also(setting->value.span(), "off");
  finding.help("redirect to a page that is on, or leave `WEBROOT_REDIRECT` empty");
}

}  // namespace

extern constinit const Rule webroot_redirect_dead{
    .category = Category::settings,
    .severity = Severity::warning,
    .releases = {Release::v1_6, newest_release},
    .summary = "`WEBROOT_REDIRECT` leads to a part of Mailu that is off",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const SettingUse& redirect : settings_of(mail, Role::front, "WEBROOT_REDIRECT", findings)) {
            check_target(mail, redirect, findings);
          }
        },
};
}  // namespace mailu_lint
