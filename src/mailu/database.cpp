// Read from core/admin/mailu/configuration.py and webmails/**/start.py of Mailu 1.5 to 2024.06.
#include "mailu/database.hpp"

#include <algorithm>
#include <string_view>

#include <mailu_lint/finding.hpp>

#include "mailu/catalog.hpp"

namespace mailu_lint {
namespace {

/// The file of an SQLAlchemy or PEAR address: four slashes before an absolute path. Relative ones stand in the image.
std::optional<std::string> sqlite_path(std::string_view address) {
  constexpr std::string_view absolute = "sqlite:///";
  if (!address.starts_with(absolute)) return std::nullopt;
  std::string_view path = address.substr(absolute.size());
  if (!path.starts_with('/')) return std::nullopt;
  return std::string(path.substr(0, path.find('?')));
}

/// What decides on the database: a flavour by name, else an address, else SQLite in `file`.
std::optional<SqliteFile> from_settings(const SettingView& flavor, const SettingView& address, std::string file,
                                        Findings& findings) {
  if (flavor.note_unknown(findings)) return std::nullopt;
  if (!flavor.empty()) {
    if (*flavor.get() != "sqlite") return std::nullopt;
    return SqliteFile{std::move(file), flavor.setting()};
  }
  if (address.note_unknown(findings)) return std::nullopt;
  if (address.unset()) return SqliteFile{std::move(file)};
  auto path = sqlite_path(*address.get());
  if (!path) return std::nullopt;
  return SqliteFile{std::move(*path), address.setting()};
}

}  // namespace

std::optional<SqliteFile> admin_sqlite(const Deployment& mail, const Service& admin, Findings& findings) {
  const SettingView none(nullptr, nullptr);
  const bool has_flavor = mail.may_be({Release::v1_6, newest_release});
  std::string file = "/data/main.db";
  const SettingView custom = admin.setting("SQLITE_DATABASE_FILE");
  if (const SettingView flavor = admin.setting("DB_FLAVOR"); has_flavor && !flavor.empty() && custom.get()) {
    file = '/' + *custom.get();
  }
  return from_settings(has_flavor ? admin.setting("DB_FLAVOR") : none, admin.setting("SQLALCHEMY_DATABASE_URI"),
                       std::move(file), findings);
}

bool is_database_server(const SettingView& flavor) {
  return flavor.get() && (*flavor.get() == "postgresql" || *flavor.get() == "mysql");
}

bool asks_no_password(const Service& database) {
  const std::string* method = database.setting("POSTGRES_HOST_AUTH_METHOD").get();
  return method && *method == "trust";
}

bool has_password(const Deployment& mail, const Service& service, const std::string& name, Findings& findings) {
  const SettingView password = service.setting(name);
  const SettingView file = service.setting(name + "_FILE");
  if (password.note_unknown(findings) || file.note_unknown(findings)) return true;
  const bool from_shell = password.setting() && mail.dialect == Dialect::stack;  // rule env-value-inherited
  const bool misspelled = std::ranges::any_of(service.environment.settings,
                                              [&](const Setting& setting) { return misspelt(setting.name) == name; });
  return !password.empty() || file.setting() || from_shell || misspelled;
}

bool is_roundcube(const Deployment& mail, const Service& webmail, Findings& findings) {
  if (webmail.image && webmail.image->name == "roundcube") return true;
  if (!mail.is({Release::v2_0, newest_release})) return false;
  const SettingView choice = webmail.setting("WEBMAIL");
  return !choice.note_unknown(findings) && !choice.unset() && *choice.get() == "roundcube";
}

std::optional<SqliteFile> roundcube_sqlite(const Deployment& mail, const Service& webmail, Findings& findings) {
  if (!is_roundcube(mail, webmail, findings)) return std::nullopt;
  const std::string file = "/data/roundcube.db";
  const SettingView none(nullptr, nullptr);
  if (mail.is({oldest_release, Release::v1_7})) return SqliteFile{file};
  const SettingView flavor = webmail.setting("ROUNDCUBE_DB_FLAVOR");
  if (mail.is({Release::v1_8, Release::v1_8}) && flavor.unset()) {
    return from_settings(webmail.setting("DB_FLAVOR"), none, file, findings);
  }
  const bool has_address = mail.may_be({Release::v2_0, newest_release});
  return from_settings(flavor, has_address ? webmail.setting("SQLALCHEMY_DATABASE_URI_ROUNDCUBE") : none, file,
                       findings);
}

}  // namespace mailu_lint
