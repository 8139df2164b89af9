#include "mailu/mail_ports.hpp"

#include <algorithm>

#include <mailu_lint/finding.hpp>

#include "mailu/proxy.hpp"

namespace mailu_lint {
namespace {

constexpr unsigned mail_ports[] = {25, 110, 143, 465, 587, 993, 995, 4190};

}  // namespace

bool is_mail_port(unsigned port) {
  return std::ranges::find(mail_ports, port) != std::end(mail_ports);
}

std::vector<const PublishedPort*> only_mail_ports(const Deployment& mail, const Service& front, Findings& findings) {
  std::vector<const PublishedPort*> found;
  if (front.network_mode || ProxySigns(mail).mail(front, findings)) return found;
  if (!std::ranges::all_of(front.ports, &PublishedPort::known)) {
    findings.not_checked("a port is not known");
    return found;
  }
  for (const PublishedPort& entry : front.ports) {
    const auto leads_there = [&](unsigned port) { return entry.target.contains(port); };
    if (entry.protocol == "tcp" && std::ranges::any_of(mail_ports, leads_there)) found.push_back(&entry);
  }
  return found;
}

}  // namespace mailu_lint
