#include "mailu/ports.hpp"

#include <algorithm>

#include <mailu_lint/finding.hpp>

namespace mailu_lint {
namespace {

void note_unknown(const PublishedPort& entry, Findings& findings) {
  const auto unset = std::ranges::find(entry.via, Via::Kind::unset_variable, &Via::kind);
  findings.not_checked(unset == entry.via.end() ? "a port is not known" : "`" + unset->name + "` is not set");
}

}  // namespace

std::vector<const PublishedPort*> ports_to(const Service& service, unsigned port, Findings& findings) {
  std::vector<const PublishedPort*> found;
  for (const PublishedPort& entry : service.ports) {
    if (!entry.known) {
      note_unknown(entry, findings);
    } else if (entry.protocol == "tcp" && entry.target.contains(port)) {
      found.push_back(&entry);
    }
  }
  return found;
}

std::vector<const PublishedPort*> ingress_ports_to(const Deployment& mail, const Service& service, unsigned port,
                                                   Findings& findings) {
  if (!mail.swarm()) return {};
  std::vector<const PublishedPort*> found = ports_to(service, port, findings);
  std::erase_if(found, [](const PublishedPort* entry) { return entry->mode == PublishMode::host; });
  return found;
}

bool all_ports_known(const Service& service, Findings& findings) {
  const bool all_known = std::ranges::all_of(service.ports, &PublishedPort::known);
  if (!all_known) findings.not_checked("a port is not known");
  return all_known;
}

bool on_every_address(const PublishedPort& port) {
  return !port.host_ip || (port.address && *port.address == IpAddress{.family = port.address->family});
}

std::vector<const PublishedPort*> exposed_ports(const Service& service, Findings& findings) {
  std::vector<const PublishedPort*> found;
  for (const PublishedPort& entry : service.ports) {
    if (!entry.known) {
      note_unknown(entry, findings);
    } else if (!entry.loopback()) {
      found.push_back(&entry);
    }
  }
  return found;
}

const PublishedPort* ipv6_proxied_port(const Deployment& mail, const Service& service, unsigned port,
                                       Findings& findings) {
  const auto entries = ports_to(service, port, findings);
  const auto on_ipv6 = std::ranges::find_if(entries, [](const PublishedPort* entry) {
    if (!entry->host_ip) return true;
    return entry->address && entry->address->family == IpFamily::v6 && !entry->loopback();
  });
  if (on_ipv6 == entries.end() || service.network_mode) return nullptr;
  for (const Attachment& attachment : service.networks) {
    const Network* network = mail.network(attachment);
    if (!network) return nullptr;
    if (network->external && network->subnets.empty()) {
      findings.not_checked("network `" + network->key.docker_value() + "` is external");
      return nullptr;
    }
    const bool* enabled = findings.need(network->enable_ipv6);
    const bool has_v6_subnet = std::ranges::any_of(network->subnets, [](const Network::Subnet& subnet) {
      return subnet.network && subnet.network->address.family == IpFamily::v6;
    });
    if (!enabled || *enabled || has_v6_subnet) return nullptr;
  }
  return *on_ipv6;
}

std::optional<IpAddress> gateway_in(const Deployment& mail, const Service& service, const IpNetwork& range) {
  for (const Attachment& attachment : service.networks) {
    const Network* network = mail.network(attachment);
    if (!network) continue;
    for (const Network::Subnet& subnet : network->subnets) {
      const auto gateway = subnet.network ? subnet.network->nth(1) : std::nullopt;
      if (gateway && range.contains(*gateway)) return gateway;
    }
  }
  return std::nullopt;
}

}  // namespace mailu_lint
