// Users get in and other servers do not: mail goes out and none comes in.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/mail_ports.hpp"
#include "mailu/placement.hpp"

namespace mailu_lint {
extern constinit const Rule smtp_port_unpublished{
    .category = Category::network,
    .severity = Severity::note,
    .summary = "Port 25 is not published, where other servers deliver mail",
    .check =
        [](const Deployment& mail, Findings& findings) {
          const auto takes_mail = [](const PublishedPort& entry) { return !entry.known || entry.target.contains(25); };
          for (const Service& service : mail.services) {  // also of Postfix itself, or of a gateway beside front
            if (service.enabled && std::ranges::any_of(service.ports, takes_mail)) return;
          }
          const MailPorts mail_ports(mail);
          for (const Service* front : running(mail, Role::front)) {
            const auto ports = mail_ports.of(*front, findings);
            const auto open =
                std::ranges::find_if_not(ports, [](const PublishedPort* entry) { return entry->loopback(); });
            if (open == ports.end()) continue;  // nothing for users either: something else brings the mail
            findings
                .add((*open)->span, "`" + front->name.docker_value() +
                                        "` publishes ports for users and not 25; other servers cannot deliver mail")
                .label("25 is not among them")
                .evidence(front->name.docker_value())
                .help("publish port 25 too, unless mail comes some other way, such as fetchmail");
          }
        },
};
}  // namespace mailu_lint
