#include "mailu/shared_networks.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include <mailu_lint/finding.hpp>

#include "mailu/peers.hpp"
#include "mailu/placement.hpp"
#include "mailu/proxy.hpp"

namespace mailu_lint {
namespace {

constexpr Role inner_roles[] = {Role::admin, Role::imap, Role::smtp, Role::antispam, Role::redis};

bool is_inner(const Service& service) {
  return std::ranges::find(inner_roles, service.role) != std::end(inner_roles);
}

/// A network of the deployment's own in which front and inner services meet, and that leads to the internet: those on
/// it have no need of another.
std::set<std::size_t> own_networks(const Deployment& mail) {
  std::map<std::size_t, int> inner;
  std::set<std::size_t> with_front;
  for (const Service* service : running(mail)) {
    for (const Attachment& attachment : service->networks) {
      if (!attachment.network) continue;
      if (is_inner(*service)) ++inner[*attachment.network];
      if (service->role == Role::front) with_front.insert(*attachment.network);
    }
  }
  std::set<std::size_t> own;
  for (const auto& [network, count] : inner) {
    const Network& meant = mail.networks[network];
    if (count > 1 && with_front.contains(network) && !meant.external && !meant.internal) own.insert(network);
  }
  return own;
}

bool is_on(const Service& service, const std::set<std::size_t>& networks) {
  return std::ranges::any_of(service.networks, [&](const Attachment& attachment) {
    return attachment.network && networks.contains(*attachment.network);
  });
}

/// An application of its own, as far as the file shows. A backup or an updater beside Mailu is none.
bool is_application(const Service& service) {
  if (service.role != Role::none || !service.enabled || !service.image || !service.image->text.known()) return false;
  const bool publishes = std::ranges::any_of(service.ports, [](const PublishedPort& port) { return !port.loopback(); });
  return publishes || routed_by_traefik(service);
}

/// For each network: such an application is on it, so it is proven to be shared.
std::vector<const Service*> neighbours(const Deployment& mail) {
  std::vector<const Service*> found(mail.networks.size(), nullptr);
  for (const Service& service : mail.services) {
    if (!is_application(service)) continue;
    for (const Attachment& attachment : service.networks) {
      if (attachment.network && !found[*attachment.network]) found[*attachment.network] = &service;
    }
  }
  return found;
}

}  // namespace

std::vector<SharedNetwork> shared_networks(const Deployment& mail, Findings& findings) {
  const auto neighbour = neighbours(mail);
  const auto own = own_networks(mail);
  const Peers peers(mail);
  std::map<std::size_t, SharedNetwork> shared;
  for (const Service* service : running(mail)) {
    if (!is_inner(*service) || peers.looks_outside(*service)) continue;
    const std::string& unread = service->environment.incomplete;
    const bool is_at_home = is_on(*service, own);
    for (const Attachment& attachment : service->networks) {
      const Network* network = mail.network(attachment);
      if (!network || !network->external || network->name.is("host")) continue;  // host: rule host-network
      const bool is_shared = is_at_home || neighbour[*attachment.network];
      if (!is_shared) findings.not_checked("network `" + network->key.docker_value() + "` is external");
      if (!unread.empty()) findings.not_checked(unread);
      if (!is_shared || !unread.empty()) continue;
      SharedNetwork& entry = shared[*attachment.network];
      entry.network = network;
      entry.neighbour = neighbour[*attachment.network];
      if (!entry.place) entry.place = &attachment;
      entry.services.push_back(service);
    }
  }
  std::vector<SharedNetwork> networks;
  networks.reserve(shared.size());
  for (auto& [index, entry] : shared) networks.push_back(std::move(entry));
  return networks;
}

}  // namespace mailu_lint
