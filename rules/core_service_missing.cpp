// Mailu is not whole: a service that others cannot do without is in none of the files.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <mailu_lint/rule.hpp>

#include "mailu/peers.hpp"
#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

struct Core {
  Role role{};
  std::string_view consequence{};
};
constexpr Core core[] = {
    {Role::front, "no client gets in"},
    {Role::admin, "nobody can log in and no mail is delivered"},
    {Role::imap, "no mail is delivered"},
    {Role::smtp, "no mail comes or goes"},
    {Role::antispam, "Postfix puts off all mail"},  // milter_default_action = tempfail, 1.5 to 2024.06
    {Role::redis, "admin and the spam filter fail"},
};

/// Fewer may be a part of something, whose other parts are in files that were not given.
constexpr std::size_t enough_to_be_whole = 4;

/// Docker does not start these files alone, so there are others; rule reference-undefined has it.
bool is_waited_for(const Deployment& mail, const std::string& name) {
  return std::ranges::any_of(mail.services, [&](const Service& service) {
    return std::ranges::any_of(service.depends_on, [&](const Text& other) { return other.is(name); });
  });
}

/// A network or volume that no service here uses is for services of another file.
bool declares_for_others(const Deployment& mail) {
  std::vector<bool> networks(mail.networks.size());
  std::vector<bool> volumes(mail.volumes.size());
  for (const Service& service : mail.services) {
    for (const Attachment& attachment : service.networks) {
      if (attachment.network) networks[*attachment.network] = true;
    }
    for (const Mount& mount : service.mounts) {
      if (mount.volume) volumes[*mount.volume] = true;
    }
  }
  for (std::size_t i = 0; i < networks.size(); ++i) {
    if (!networks[i] && !mail.networks[i].key.is("default")) return true;
  }
  return std::ranges::find(volumes, false) != volumes.end();
}

std::set<Role> roles_of(const Deployment& mail) {
  std::set<Role> roles;
  for (const Service& service : mail.services) roles.insert(service.role);
  return roles;
}

}  // namespace

extern constinit const Rule core_service_missing{
    .category = Category::network,
    .severity = Severity::error,
    .summary = "A service that Mailu cannot do without is missing",
    .check =
        [](const Deployment& mail, Findings& findings) {
          const std::set<Role> roles = roles_of(mail);
          const auto is_there = [&](const Core& one) { return roles.contains(one.role); };
          if (static_cast<std::size_t>(std::ranges::count_if(core, is_there)) < enough_to_be_whole) return;
          if (declares_for_others(mail)) return;
          const Peers peers(mail);
          for (const auto& [role, consequence] : core) {
            if (roles.contains(role) || is_waited_for(mail, std::string(default_name(role)))) continue;
            const auto askers = peers.askers_with(role, Answer::nobody, findings);
            if (askers.empty()) continue;
            const std::string name(default_name(role));
            auto finding = findings.add(askers.front()->name.span(),
                                        "`" + askers.front()->name.docker_value() + "` looks for `" + name +
                                            "`, which is not there; " + std::string(consequence));
            finding.label("needs `" + name + "`").evidence(name);
            for (std::size_t i = 1; i < askers.size(); ++i) finding.also(askers[i]->name.span(), "this one too");
            finding.help("add the service, or say where it is with " +
                         std::string(role == Role::redis ? "`REDIS_ADDRESS`" : "its `…_ADDRESS` setting"));
          }
        },
};
}  // namespace mailu_lint
