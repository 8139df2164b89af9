#include "mailu/mail_ports.hpp"

#include <algorithm>

#include "mailu/ports.hpp"

namespace mailu_lint {
namespace {

constexpr unsigned mail_ports[] = {25, 110, 143, 465, 587, 993, 995, 4190};

bool any_mail_port(const PublishedPort::Range& range) {
  return std::ranges::any_of(mail_ports, [&](unsigned port) { return range.contains(port); });
}

/// A proxy beside Mailu has ports for mail and hands the connections on.
bool taken_by_another(const Deployment& mail) {
  return std::ranges::any_of(mail.services, [](const Service& service) {
    if (service.role != Role::none || !service.enabled) return false;
    return std::ranges::any_of(service.ports, [](const PublishedPort& entry) {
      return entry.known && entry.published && any_mail_port(*entry.published);
    });
  });
}

}  // namespace

MailPorts::MailPorts(const Deployment& mail) : proxies_(mail), taken_by_another_(taken_by_another(mail)) {}

std::vector<const PublishedPort*> MailPorts::of(const Service& front, Findings& findings) const {
  std::vector<const PublishedPort*> found;
  if (front.network_mode || taken_by_another_ || proxies_.mail(front, findings)) return found;
  if (!all_ports_known(front, findings)) return found;
  for (const PublishedPort& entry : front.ports) {
    if (entry.protocol == "tcp" && any_mail_port(entry.target)) found.push_back(&entry);
  }
  return found;
}

}  // namespace mailu_lint
