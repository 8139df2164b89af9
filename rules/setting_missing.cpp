// Without these three, Mailu takes the values of its own demonstration: a key that everybody can read, and its own
// domain.
#include <mailu_lint/rule.hpp>

#include "mailu/catalog.hpp"
#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

struct Needed {
  std::string_view name{};
  std::string_view help{};
};
constexpr Needed needed[] = {
    {"DOMAIN", "set `DOMAIN` to the main mail domain: `DOMAIN=example.org`"},
    {"HOSTNAMES", "set `HOSTNAMES` to the server's public names, the main one first"},
    {"SECRET_KEY", "set `SECRET_KEY` to the output of `openssl rand -hex 16`, or name a file in `SECRET_KEY_FILE`"},
};

/// Set to something, or not known. Who sets an empty key is told by secret-key-default, who leaves a value to the
/// shell of a stack by env-value-inherited.
bool is_given(const Deployment& mail, const Service& admin, std::string_view name, Findings& findings) {
  const SettingView view = admin.setting(name);
  if (view.note_unknown(findings)) return true;
  if (name != "SECRET_KEY") return !view.empty() || (view.setting() && mail.dialect == Dialect::stack);
  const SettingView file = admin.setting("SECRET_KEY_FILE");
  return !view.unset() || file.note_unknown(findings) || !file.unset();
}

std::string consequence(const Deployment& mail, std::string_view name) {
  if (name != "SECRET_KEY") {
    return "admin takes `" + std::string(default_of(*find_setting(name), mail.release.value_or(newest_release))) +
           "`, which is not yours";
  }
  if (mail.is({Release::v2_0, newest_release})) return "admin does not start";
  return "admin signs with a key that everybody knows";
}

/// Where the line belongs: the empty one, the env file, or the service.
Span place(const Service& admin, std::string_view name) {
  if (const Setting* empty = admin.setting(name).setting()) return empty->name_span;
  return admin.env_files.empty() ? admin.name.span() : admin.env_files.front().path.span();
}

}  // namespace

extern constinit const Rule setting_missing{
    .category = Category::settings,
    .severity = Severity::error,
    .summary = "`DOMAIN`, `HOSTNAMES` or `SECRET_KEY` is not set",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const Service* admin : running(mail, Role::admin)) {
            // Nothing at all is set: then it is done elsewhere, or env-file-unread says so.
            if (admin->environment.settings.empty() && admin->environment.incomplete.empty()) continue;
            for (const Needed& one : needed) {
              if (is_given(mail, *admin, one.name, findings)) continue;
              const std::string name(one.name);
              findings.add(place(*admin, name), "`" + name + "` is not set; " + consequence(mail, name))
                  .evidence(name)
                  .help(std::string(one.help));
            }
          }
        },
};
}  // namespace mailu_lint
