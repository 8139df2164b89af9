// Which database admin uses, and in which file SQLite is.
#include <doctest/doctest.h>

#include <string>

#include "mailu/database.hpp"
#include "resolution.hpp"

using namespace mailu_lint;
using namespace mailu_lint::test;

TEST_CASE("databases: the file of admin's SQLite") {
  struct Row {
    std::string settings;
    std::string path;  ///< `none`: another database, or one in the image
    std::string gap;
  };
  const Row rows[] = {
      {"TZ: UTC", "/data/main.db", ""},
      {"DB_FLAVOR: sqlite", "/data/main.db", ""},
      {"DB_FLAVOR: postgresql", "none", ""},
      {"DB_FLAVOR: '${FLAVOR}'", "none", "`FLAVOR` is not set"},
      {"SQLALCHEMY_DATABASE_URI: 'sqlite:////data/x.db'", "/data/x.db", ""},
      {"SQLALCHEMY_DATABASE_URI: 'sqlite:////data/x.db?timeout=5'", "/data/x.db", ""},
      {"SQLALCHEMY_DATABASE_URI: 'sqlite:///x.db'", "none", ""},
      {"SQLALCHEMY_DATABASE_URI: 'mysql:////data/x.db'", "none", ""},
      {"SQLALCHEMY_DATABASE_URI: '${URI}'", "none", "the value of `SQLALCHEMY_DATABASE_URI` is not known"},
      {"DB_FLAVOR: sqlite, SQLALCHEMY_DATABASE_URI: 'mysql://x'", "/data/main.db", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.settings);
    const Resolution resolution =
        compose("services:\n  front: {image: 'mailu/nginx:1.9'}\n  admin: {image: 'mailu/admin:1.9', environment: {" +
                row.settings + "}}\n");
    Findings findings;
    const auto file = admin_sqlite(resolution.mail(), resolution.service("admin"), findings);
    CHECK((file ? file->path : "none") == row.path);
    CHECK((findings.gaps().empty() ? "" : findings.gaps()[0].reason) == row.gap);
  }
}
