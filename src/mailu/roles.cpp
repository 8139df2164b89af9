// Roles of services.
#include <mailu_lint/deployment.hpp>

namespace mailu_lint {

std::string_view to_string(Role role) {
  switch (role) {
    case Role::none:
      return "none";
    case Role::front:
      return "front";
    case Role::admin:
      return "admin";
    case Role::imap:
      return "imap";
    case Role::smtp:
      return "smtp";
    case Role::antispam:
      return "antispam";
    case Role::webmail:
      return "webmail";
    case Role::resolver:
      return "resolver";
    case Role::antivirus:
      return "antivirus";
    case Role::webdav:
      return "webdav";
    case Role::fetchmail:
      return "fetchmail";
    case Role::oletools:
      return "oletools";
    case Role::fts_attachments:
      return "fts_attachments";
    case Role::redis:
      return "redis";
    case Role::database:
      return "database";
    case Role::certdumper:
      return "certdumper";
  }
  return "";
}

}  // namespace mailu_lint
