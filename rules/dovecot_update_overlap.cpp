// `start-first` starts the new Dovecot before the old one has stopped. On one mail store, that is two of them.
#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"

namespace mailu_lint {
extern constinit const Rule dovecot_update_overlap{
    .category = Category::storage,
    .severity = Severity::warning,
    .summary = "Two Dovecots work on one mail store during each update",
    .check =
        [](const Deployment& mail, Findings& findings) {
          if (!mail.swarm()) return;
          for (const Service* imap : running(mail, Role::imap)) {
            if (!imap->deploy || !imap->deploy->update_order) continue;
            const Text& order = *imap->deploy->update_order;
            const Mount* mount = imap->mount_for("/mail");
            if (!order.is("start-first") || !mount || mount->storage.kind != Storage::Kind::network) continue;
            auto finding =
                findings.add(order.span(), "updates of `" + imap->name.docker_value() +
                                               "` start the new Dovecot first; two work on one mail store on " +
                                               mount->storage.type);
            finding.label("the old one still runs").also(mount->span, "the mail store");
            finding.help("write `order: stop-first`, which is also the default");
          }
        },
};
}  // namespace mailu_lint
