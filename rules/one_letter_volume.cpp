// docker takes `m:/mail` for a drive of Windows: an anonymous volume at `m:/mail`, and nothing at /mail.
#include <mailu_lint/rule.hpp>

namespace mailu_lint {
namespace {

bool is_letter(char c) {
  return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z');
}

/// `m:/mail` or `m:/mail:ro`, as the path that docker makes of it.
bool looks_like_drive(const std::string& path) {
  return path.size() > 2 && is_letter(path[0]) && path[1] == ':' && path[2] == '/';
}

const std::string* drive(const Mount& mount) {
  for (const Text* text : {&mount.target, mount.source ? &*mount.source : nullptr}) {
    const std::string* path = text ? text->get() : nullptr;
    if (path && looks_like_drive(*path)) return path;
  }
  return nullptr;
}

}  // namespace

extern constinit const Rule one_letter_volume{
    .category = Category::stack,
    .severity = Severity::warning,
    .summary = "A volume name of one letter is read as a drive of Windows",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const Service& service : mail.services) {
            if (service.role == Role::none) continue;
            for (const Mount& mount : service.mounts) {
              const std::string* path = drive(mount);
              if (!path) continue;
              findings
                  .add(mount.span, "docker reads `" + path->substr(0, 2) +
                                       "` as a drive of Windows; the volume is not mounted and data goes astray")
                  .evidence(service.name.docker_value() + " " + *path)
                  .help("give the volume a name of two letters or more");
            }
          }
        },
};
}  // namespace mailu_lint
