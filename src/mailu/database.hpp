// Which database a Mailu service keeps its data in, and if it is SQLite, in which file of the container.
#pragma once

#include <optional>
#include <string>

#include <mailu_lint/deployment.hpp>

namespace mailu_lint {

class Findings;

/// An SQLite database in use.
struct SqliteFile {
  std::string path{};                ///< in the container: /data/main.db
  const Setting* setting = nullptr;  ///< what chose SQLite; nullptr when it is the default
};

/// The database of admin: DB_FLAVOR (from 1.6) wins, then SQLALCHEMY_DATABASE_URI, then SQLite. Nothing when it is
/// another database, or not known (noted in `findings`).
std::optional<SqliteFile> admin_sqlite(const Deployment& mail, const Service& admin, Findings& findings);

/// The database of Roundcube: always SQLite up to 1.7, ROUNDCUBE_DB_FLAVOR from 1.8 (1.8 falls back on DB_FLAVOR),
/// SQLALCHEMY_DATABASE_URI_ROUNDCUBE from 2.0. Nothing for other webmails, another database, or when it is not known.
std::optional<SqliteFile> roundcube_sqlite(const Deployment& mail, const Service& webmail, Findings& findings);

/// The flavour is one of those that need a server.
bool is_database_server(const SettingView& flavor);

/// A database server that lets everybody in.
bool asks_no_password(const Service& database);

/// The setting `name` gives the password of a database, or its `_FILE` twin, or perhaps the shell of a stack; or a name
/// that is not read was meant to (rule setting-unknown). What is not known is noted in `findings`.
bool has_password(const Deployment& mail, const Service& service, const std::string& name, Findings& findings);

/// The webmail is Roundcube, by its image up to 1.9 and by `WEBMAIL` since. What is not known is noted in `findings`.
bool is_roundcube(const Deployment& mail, const Service& webmail, Findings& findings);

}  // namespace mailu_lint
