// A stack drops fixed addresses without a word. Of the resolver's, rule unbound-in-swarm speaks.
#include <vector>

#include <mailu_lint/rule.hpp>

#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

/// The addresses that the service is to have, as written. Unknown ones are dropped too.
std::vector<const Text*> addresses_of(const Service& service) {
  std::vector<const Text*> addresses;
  for (const Attachment& attachment : service.networks) {
    if (attachment.ipv4) addresses.push_back(&*attachment.ipv4);
    if (attachment.ipv6) addresses.push_back(&*attachment.ipv6);
  }
  return addresses;
}

/// The setting by which another service looks for this one at the address, or nullptr.
const Setting* asked_for(const Deployment& mail, const Service& service, const Text& address) {
  const std::string* known = address.get();
  if (!known) return nullptr;
  for (const Service* other : running(mail)) {
    if (other == &service) continue;
    for (const Setting& setting : other->environment.settings) {
      if (setting.name.ends_with("_ADDRESS") && setting.value.is(*known)) return &setting;
    }
  }
  return nullptr;
}

}  // namespace

extern constinit const Rule static_address_in_stack{
    .category = Category::swarm,
    .severity = Severity::error,
    .summary = "A service of a stack is to have a fixed address, which swarm does not give",
    .check =
        [](const Deployment& mail, Findings& findings) {
          if (!mail.swarm()) return;
          for (const Service& service : mail.services) {
            const auto addresses = addresses_of(service);
            if (!service.enabled || service.role == Role::resolver || addresses.empty()) continue;
            const Setting* user = nullptr;
            for (const Text* address : addresses) user = user ? user : asked_for(mail, service, *address);
            if (!user && service.role == Role::none) continue;
            const std::string name = "`" + service.name.docker_value() + "`";
            const std::string consequence =
                user ? "a stack drops that, and `" + user->name + "` leads to nobody" : "a stack drops that";
            auto finding =
                findings.add(addresses.front()->span(), name + " is to have a fixed address; " + consequence);
            finding.label("dropped").evidence(service.name.docker_value());
            finding.help(user ? "write " + name + " in `" + user->name + "`, and remove the address"
                              : "remove it; other services find " + name + " by its name");
            if (user) {
              finding.also(user->value.span(), "looks for it there");
            } else {
              finding.severity(Severity::warning);
            }
            for (auto other = addresses.begin() + 1; other != addresses.end(); ++other) {
              finding.also((*other)->span(), "dropped too");
            }
          }
        },
};
}  // namespace mailu_lint
