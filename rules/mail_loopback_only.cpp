// The wizard offers 127.0.0.1 as the address to listen on, and whoever takes it has a mail server for this host alone.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/mail_ports.hpp"
#include "mailu/placement.hpp"

namespace mailu_lint {
extern constinit const Rule mail_loopback_only{
    .category = Category::network,
    .severity = Severity::note,
    .summary = "Every port for mail is published on loopback only",
    .check =
        [](const Deployment& mail, Findings& findings) {
          const MailPorts mail_ports(mail);
          for (const Service* front : running(mail, Role::front)) {
            const auto ports = mail_ports.of(*front, findings);
            const auto is_loopback = [](const PublishedPort* entry) { return entry->loopback(); };
            if (ports.empty() || !std::ranges::all_of(ports, is_loopback)) continue;
            const std::string name = front->name.docker_value();
            auto finding =
                findings.add(ports.front()->span, "`" + name +
                                                      "` publishes its mail ports on loopback only; other hosts "
                                                      "get no answer there");
            finding.label("this host alone").evidence(name);
            finding.help("publish them on the host's public address: `203.0.113.7:25:25`");
          }
        },
};
}  // namespace mailu_lint
