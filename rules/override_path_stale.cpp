// Up to 1.9 rspamd's overrides are mounted at /etc/rspamd/override.d. The 2.0 templates use /overrides, which older
// containers never read. The other way round works: rspamd itself reads override.d in every release.
#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"

namespace mailu_lint {
extern constinit const Rule override_path_stale{
    .category = Category::storage,
    .severity = Severity::warning,
    .releases = {oldest_release, Release::v1_9},
    .summary = "Rspamd's overrides are mounted where this release does not look",
    .check =
        [](const Deployment& mail, Findings& findings) {
          const std::string right = "/etc/rspamd/override.d";
          for (const Service* antispam : running(mail, Role::antispam)) {
            const Mount* mount = antispam->mount_at("/overrides");
            if (!mount || antispam->mount_at(right)) continue;
            findings
                .add(mount->target.span(), "rspamd of " + std::string(to_string(*mail.release)) +
                                               " does not look into `/overrides`; the overrides have no effect")
                .label("a path of 2.0 and later")
                .help("mount the directory at `" + right + "`");
          }
        },
};
}  // namespace mailu_lint
