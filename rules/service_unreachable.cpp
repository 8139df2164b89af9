// Mailu's services look each other up by the names of the templates. Another name, or another network, and nobody finds
// them.
#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <vector>

#include <mailu_lint/rule.hpp>

#include "mailu/peers.hpp"
#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

constexpr Role asked_roles[] = {Role::front,   Role::admin,     Role::imap,   Role::smtp,     Role::antispam,
                                Role::webmail, Role::antivirus, Role::webdav, Role::oletools, Role::redis};

using Services = std::vector<const Service*>;

void report_name(const Service& server, const Services& askers, Findings& findings) {
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

void report_networks(const Service& service, const Services& others, Findings& findings) {
  findings
      .add(service.name.span(), "`" + service.name.docker_value() + "` shares no network with " + names_of(others) +
                                    "; they do not find each other")
      .label("in other networks")
      .also(others.front()->name.span(), "needs it, or is needed by it")
      .evidence("network")
      .help("put them in one network, as the wizard's file does with `default`");
}

/// Services and those they share no network with. Pointers into one vector, so in order of the deployment.
using CutOff = std::map<const Service*, std::set<const Service*>>;

/// One that misses many is told with all of them, and not each of them too.
void report_cut_off(const CutOff& cut_off, Findings& findings) {
  Services services;
  for (const auto& [service, others] : cut_off) services.push_back(service);
  std::ranges::stable_sort(services, std::greater{}, [&](const Service* one) { return cut_off.at(one).size(); });
  std::set<const Service*> told;
  for (const Service* service : services) {
    Services others;
    std::ranges::copy_if(cut_off.at(service), std::back_inserter(others),
                         [&](const Service* other) { return !told.contains(other); });
    if (!others.empty()) report_networks(*service, others, findings);
    told.insert(service);
  }
}

}  // namespace

extern constinit const Rule service_unreachable{
    .category = Category::network,
    .severity = Severity::error,
    .summary = "A service has a name, or a network, in which the others do not find it",
    .check =
        [](const Deployment& mail, Findings& findings) {
          const Peers peers(mail);
          CutOff cut_off;
          for (const Role role : asked_roles) {
            const auto servers = running(mail, role);
            if (servers.empty()) continue;  // core-service-missing
            const auto strangers = peers.askers_with(role, Answer::nobody, findings);
            if (!strangers.empty()) report_name(*servers.front(), strangers, findings);
            for (const Service* asker : peers.askers_with(role, Answer::apart, findings)) {
              cut_off[servers.front()].insert(asker);
              cut_off[asker].insert(servers.front());
            }
          }
          report_cut_off(cut_off, findings);
        },
};
}  // namespace mailu_lint
