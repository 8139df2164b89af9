// RELAYHOST and RELAYNETS are mixed up easily, in Mailu's own swarm guide too.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "mailu/ingress.hpp"
#include "mailu/lists.hpp"
#include "mailu/settings.hpp"

namespace mailu_lint {
extern constinit const Rule relayhost_is_network{
    .category = Category::relay,
    .severity = Severity::error,
    .summary = "`RELAYHOST` holds a network instead of a server",
    .check =
        [](const Deployment& mail, Findings& findings) {
          const bool through_ingress = !ingress_mail_ports(mail, findings).empty();
          for (const SettingUse& use : settings_of(mail, Role::smtp, "RELAYHOST", findings)) {
            const auto entries = split_list(use.setting->value);
            const auto is_network = [](const ListEntry& entry) {
              return entry.text.find('/') != std::string::npos && IpNetwork::parse(entry.text);
            };
            const auto found = std::ranges::find_if(entries, is_network);
            if (found == entries.end()) continue;
            const bool told = through_ingress && std::ranges::any_of(entries, [&](const ListEntry& entry) {
                                return is_network(entry) && ingress_client_in(mail, *IpNetwork::parse(entry.text));
                              });
            if (told) continue;  // rule open-relay-ingress
            findings
                .add(found->span,
                     "`RELAYHOST` holds `" + found->text + "`, a network; Postfix sends no mail through it")
                .label("a smarthost belongs here: `[host]:port`")
                .help("name the smarthost as `[host]:port`; networks that may relay stand in `RELAYNETS`");
          }
        },
};
}  // namespace mailu_lint
