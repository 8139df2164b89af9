// A database server that admin or Roundcube cannot log in to, or not find.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/database.hpp"
#include "mailu/peers.hpp"
#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

struct Database {
  Role role{};
  std::string flavor{};
  std::string password{};
  std::string host{};
  Release since{};  ///< 1.8 mixes Roundcube's settings with admin's
};

void check_host(const Deployment& mail, const Peers& peers, const Service& service, const Database& database,
                const std::string& flavor, Findings& findings) {
  const SettingView host = service.setting(database.host);
  const std::string user(to_string(database.role));
  if (host.note_unknown(findings)) return;
  if (host.get() && host.get()->find_first_of("/@") != std::string::npos) {
    findings
        .add(host.setting()->value.span(),
             "`" + database.host + "` is no bare host name; " + user + " finds no database behind it")
        .label("a URL, or part of one")
        .evidence(database.host)
        .help("write the name of the host only; user, password and database have settings of their own");
  }
  if (host.setting() || !is_whole(mail) || peers.ask(service, Role::database, findings) != Answer::nobody) return;
  findings
      .add(service.setting(database.flavor).setting()->value.span(),
           flavor + " and there is no service `database`; " + user + " finds no database")
      .evidence(database.host)
      .help("set `" + database.host + "` to the name of the database's host, or add a service `database`");
}

}  // namespace

extern constinit const Rule database_incomplete{
    .category = Category::settings,
    .severity = Severity::error,
    .releases = {Release::v1_6, newest_release},
    .summary = "A database server is chosen, and its password or host cannot be right",
    .check =
        [](const Deployment& mail, Findings& findings) {
          const Database databases[] = {
              {Role::admin, "DB_FLAVOR", "DB_PW", "DB_HOST", Release::v1_6},
              {Role::webmail, "ROUNDCUBE_DB_FLAVOR", "ROUNDCUBE_DB_PW", "ROUNDCUBE_DB_HOST", Release::v1_9}};
          const Peers peers(mail);
          const bool open = std::ranges::any_of(mail.services, asks_no_password);
          for (const Database& database : databases) {
            if (!mail.is({database.since, newest_release})) continue;
            for (const Service* service : running(mail, database.role)) {
              if (database.role == Role::webmail && !is_roundcube(mail, *service, findings)) continue;
              const SettingView view = service->setting(database.flavor);
              if (view.note_unknown(findings) || !is_database_server(view)) continue;
              const Text& flavor = view.setting()->value;
              const std::string chosen = "`" + database.flavor + "` is `" + flavor.docker_value() + "`";
              if (!open && !has_password(mail, *service, database.password, findings)) {
                findings
                    .add(flavor.span(), chosen + " and `" + database.password + "` is not set; the database turns " +
                                            std::string(to_string(database.role)) + " away")
                    .evidence(database.password)
                    .help("set `" + database.password + "` to the password of the database's user");
              }
              check_host(mail, peers, *service, database, chosen, findings);
            }
          }
        },
};
}  // namespace mailu_lint
