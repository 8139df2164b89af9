// Two Dovecots on one mail store overwrite each other's indexes; without a shared store each has its own mail.
#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"

namespace mailu_lint {
extern constinit const Rule dovecot_replicas_network_storage{
    .category = Category::storage,
    .severity = Severity::error,
    .summary = "Several Dovecots work on one mail store",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const Service* imap : running(mail, Role::imap)) {
            const Mount* mount = imap->tasks.several ? imap->mount_for("/mail") : nullptr;
            if (!mount || mount->storage.kind == Storage::Kind::ephemeral) continue;
            const Storage& storage = mount->storage;
            const bool network = storage.kind == Storage::Kind::network;
            if (!network && !may_move(mail, *imap)) continue;
            const std::string tasks = "Dovecot runs " + imap->tasks.text;
            auto finding = findings.add(
                imap->tasks.span,
                network ? tasks + " on one mail store on " + storage.type + "; they corrupt its mailboxes"
                        : tasks + " and any node may hold `/mail`; shared it gets corrupted, apart mail is split");
            finding.label(imap->tasks.text)
                .also(mount->span, "the mail store")
                .help("run one Dovecot: `replicas: 1`, with a `node.hostname ==` constraint when its disk is local");
            if (network && storage.span != mount->span) finding.also(storage.span, storage.reason);
            tell_nodes(finding, mail, *imap);
          }
        },
};
}  // namespace mailu_lint
