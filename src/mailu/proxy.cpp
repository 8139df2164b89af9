#include "mailu/proxy.hpp"

#include <algorithm>
#include <string_view>

#include <mailu_lint/finding.hpp>

#include "mailu/ports.hpp"

namespace mailu_lint {
namespace {

bool is_traefik_route(const KeyValue& label) {
  return label.name.starts_with("traefik.http.") || label.name.starts_with("traefik.tcp.") ||
         label.name.starts_with("traefik.frontend.");
}

/// `caddy`, `caddy.reverse_proxy`, `caddy_1.tls`
bool is_caddy_route(const KeyValue& label) {
  return label.name == "caddy" || label.name.starts_with("caddy.") || label.name.starts_with("caddy_");
}

bool has_proxy_image(const Service& service) {
  static constexpr std::string_view names[] = {"traefik",   "nginx", "caddy",  "haproxy", "envoy",
                                               "openresty", "swag",  "apache", "httpd",   "cloudflared"};
  if (!service.image) return false;
  const std::string& name = service.image->name;
  return std::ranges::any_of(names, [&](std::string_view proxy) { return name.find(proxy) != std::string::npos; });
}

bool publishes_web(const Service& service) {
  return std::ranges::any_of(service.ports, [](const PublishedPort& port) {
    return port.known && port.published && (port.published->contains(80) || port.published->contains(443));
  });
}

bool is_proxy(const Service& service) {
  return service.role == Role::none && service.enabled && (has_proxy_image(service) || publishes_web(service));
}

bool on_shared_network(const Deployment& mail, const Service& front) {
  return std::ranges::any_of(front.networks, [&](const Attachment& attachment) {
    const Network* network = mail.network(attachment);
    return network && network->external && !network->name.is("host");
  });
}

/// Set to something, or perhaps.
bool may_be_set(const Service& front, std::string_view name, Findings& findings) {
  const SettingView setting = front.setting(name);
  return setting.note_unknown(findings) || !setting.empty();
}

/// Whoever binds all web ports to loopback, or port 80 to another number there, has a proxy on the host.
bool only_for_this_host(const Service& front, Findings& findings) {
  auto web = ports_to(front, 80, findings);
  const bool moved = std::ranges::any_of(web, [](const PublishedPort* port) {
    return port->loopback() && port->published && !port->published->contains(80);
  });
  std::ranges::copy(ports_to(front, 443, findings), std::back_inserter(web));
  return moved || (!web.empty() && std::ranges::all_of(web, &PublishedPort::loopback));
}

}  // namespace

const KeyValue* routed_by_traefik(const Service& service) {
  const auto enable = std::ranges::find(service.labels, "traefik.enable", &KeyValue::name);
  if (enable != service.labels.end() && enable->value.is("false")) return nullptr;
  const auto route = std::ranges::find_if(service.labels, is_traefik_route);
  return route == service.labels.end() ? nullptr : &*route;
}

ProxySigns::ProxySigns(const Deployment& mail) : mail_(mail), beside_(std::ranges::any_of(mail.services, is_proxy)) {}

bool ProxySigns::web(const Service& front, Findings& findings) const {
  if (beside_ || routed_by_traefik(front) || std::ranges::any_of(front.labels, is_caddy_route)) return true;
  if (on_shared_network(mail_, front)) return true;
  for (const char* name : {"VIRTUAL_HOST", "REAL_IP_FROM", "REAL_IP_HEADER", "PROXY_PROTOCOL"}) {
    if (may_be_set(front, name, findings)) return true;
  }
  return only_for_this_host(front, findings);
}

bool ProxySigns::mail(const Service& front, Findings& findings) {
  const bool tcp =
      std::ranges::any_of(front.labels, [](const KeyValue& label) { return label.name.starts_with("traefik.tcp."); });
  return tcp || may_be_set(front, "PROXY_PROTOCOL", findings);
}

}  // namespace mailu_lint
