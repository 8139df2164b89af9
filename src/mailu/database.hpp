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

}  // namespace mailu_lint
