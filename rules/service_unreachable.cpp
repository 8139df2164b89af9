// Mailu's services look each other up by the names of the templates. Another name, or another network, and nobody finds
// them.
#include <mailu_lint/rule.hpp>

#include "mailu/peers.hpp"
#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

constexpr Role asked_roles[] = {Role::front,   Role::admin,     Role::imap,   Role::smtp,     Role::antispam,
                                Role::webmail, Role::antivirus, Role::webdav, Role::oletools, Role::redis};

void report_name(const Service& server, const std::vector<const Service*>& askers, Findings& findings) {
  const std::string name = server.name.docker_value();
  const std::string asked(default_name(server.role));
  findings
      .add(server.name.span(), "`" + name + "` is looked for as `" + asked + "`, and nothing has that name; " +
                                   names_of(askers) + " cannot reach it")
      .label("nobody looks for this name")
      .also(askers.front()->name.span(), "looks for `" + asked + "`")
      .evidence(asked)
      .help("call the service `" + asked + "`, or give it that name as a network alias");
}

void report_networks(const Service& server, const std::vector<const Service*>& askers, Findings& findings) {
  const std::string name = server.name.docker_value();
  findings
      .add(server.name.span(), "`" + name + "` shares no network with " + names_of(askers) +
                                   (askers.size() == 1 ? ", which needs it; " : ", which need it; ") +
                                   "its name is not found there")
      .label("in other networks")
      .also(askers.front()->name.span(), "looks for `" + name + "`")
      .evidence("network")
      .help("put them in one network, as the wizard's file does with `default`");
}

}  // namespace

extern constinit const Rule service_unreachable{
    .category = Category::network,
    .severity = Severity::error,
    .summary = "A service has a name, or a network, in which the others do not find it",
    .check =
        [](const Deployment& mail, Findings& findings) {
          const Peers peers(mail);
          for (const Role role : asked_roles) {
            const auto servers = running(mail, role);
            if (servers.empty()) continue;  // core-service-missing
            const auto strangers = peers.askers_with(role, Answer::nobody, findings);
            if (!strangers.empty()) report_name(*servers.front(), strangers, findings);
            const auto apart = peers.askers_with(role, Answer::apart, findings);
            if (!apart.empty()) report_networks(*servers.front(), apart, findings);
          }
        },
};
}  // namespace mailu_lint
