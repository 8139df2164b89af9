// Passwords that are tried first. Each counts only where Mailu uses it: a database password not beside SQLite.
#include <mailu_lint/rule.hpp>

#include "mailu/database.hpp"
#include "mailu/settings.hpp"
#include "mailu/weak_secrets.hpp"

namespace mailu_lint {
namespace {

struct Password {
  std::string_view setting{};
  Role reader{};
  Severity severity{};
  std::string_view harm{};
  bool (*used)(const Service& service){};
};

bool creates_admin(const Service& admin) {
  return admin.setting("INITIAL_ADMIN_ACCOUNT").setting() && admin.setting("INITIAL_ADMIN_DOMAIN").setting();
}

constexpr Password passwords[] = {
    {"INITIAL_ADMIN_PW", Role::admin, Severity::error, "who guesses it administers Mailu", creates_admin},
    {"DB_PW", Role::admin, Severity::warning, "who reaches the database owns every account",
     [](const Service& admin) { return is_database_server(admin.setting("DB_FLAVOR")); }},
    {"ROUNDCUBE_DB_PW", Role::webmail, Severity::warning, "who reaches the database reads every address book",
     [](const Service& webmail) { return is_database_server(webmail.setting("ROUNDCUBE_DB_FLAVOR")); }},
    {"RELAYPASSWORD", Role::smtp, Severity::warning, "who guesses it sends mail in your name",
     [](const Service& smtp) { return smtp.setting("RELAYUSER").get() && !smtp.setting("RELAYUSER").empty(); }},
};

void check_password(const Deployment& mail, const Password& password, Findings& findings) {
  constexpr std::size_t enough = 8;
  const std::string name(password.setting);
  for (const SettingUse& use : settings_of(mail, password.reader, name, findings)) {
    const SettingView file = use.service->setting(name + "_FILE");
    if (!password.used(*use.service) || file.note_unknown(findings) || file.setting()) continue;
    const Weakness weakness = weakness_of(use.value(), enough);
    if (weakness == Weakness::none) continue;
    const bool known = weakness == Weakness::well_known;
    findings
        .add(use.span(), "`" + name + "` " + (known ? "is one of the passwords that are tried first" : "is too short") +
                             "; " + std::string(password.harm))
        .label(known ? "a placeholder or a common word" : "fewer than eight characters")
        .severity(password.severity)
        .evidence(name)
        .help("use a random password: `openssl rand -base64 18`");
  }
}

}  // namespace

extern constinit const Rule password_weak{
    .category = Category::secrets,
    .severity = Severity::error,
    .summary = "A password is a placeholder, a common word or short",
    .cwe = 521,
    .security_severity = 8.1,
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const Password& password : passwords) check_password(mail, password, findings);
        },
};
}  // namespace mailu_lint
