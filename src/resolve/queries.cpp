// The questions that rules ask of a Deployment.
#include <algorithm>

#include <mailu_lint/deployment.hpp>
#include <mailu_lint/finding.hpp>

#include "mailu/catalog.hpp"

namespace mailu_lint {

namespace {

/// `path` is `directory` or lies in it. Both are clean, absolute paths.
bool within(std::string_view path, std::string_view directory) {
  if (!path.starts_with(directory)) return false;
  return path.size() == directory.size() || directory.ends_with('/') || path[directory.size()] == '/';
}

}  // namespace

std::optional<std::string> SettingView::value_or(std::string_view fallback, Findings& findings) const {
  if (const std::string* value = get()) return *value;
  if (unset()) return std::string(fallback);
  note_unknown(findings);
  return std::nullopt;
}

bool SettingView::note_unknown(Findings& findings) const {
  if (!unknown()) return false;
  if (!setting_) {
    findings.not_checked(*why_unknown_);
  } else if (setting_->inherited) {
    findings.not_checked("`" + setting_->name + "` is taken from the shell that deploys");
  } else if (is_secret(setting_->name)) {
    findings.not_checked("the value of `" + setting_->name + "` is not known");  // a `$` in it names no variable
  } else {
    findings.need(setting_->value);
  }
  return true;
}

SettingView Environment::find(std::string_view name) const {
  const auto found = std::ranges::lower_bound(settings, name, {}, &Setting::name);
  const bool is_set = found != settings.end() && found->name == name;
  return {is_set ? &*found : nullptr, incomplete.empty() ? nullptr : &incomplete};
}

bool PublishedPort::loopback() const {
  if (!address) return false;
  static constexpr IpAddress v6_loopback{.family = IpFamily::v6,
                                         .bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}};
  return address->family == IpFamily::v4 ? address->bytes[0] == 127 : *address == v6_loopback;
}

const Volume::Option* Volume::option(std::string_view option_name) const {
  const auto found = std::ranges::find(driver_opts, option_name, &Option::name);
  return found == driver_opts.end() ? nullptr : &*found;
}

bool Service::has_key(std::string_view key) const {
  return std::ranges::any_of(keys, [&](const Text& text) { return text.docker_value() == key; });
}

const Mount* Service::mount_for(std::string_view path) const {
  const Mount* best = nullptr;
  for (const Mount& mount : mounts) {
    const std::string* target = mount.target.get();
    if (!target || !within(path, *target)) continue;
    if (!best || best->target.get()->size() <= target->size()) best = &mount;
  }
  return best;
}

const Mount* Service::mount_at(std::string_view target) const {
  const auto found = std::ranges::find_if(mounts, [&](const Mount& mount) {
    const std::string* known = mount.target.get();
    return known && *known == target;
  });
  return found == mounts.end() ? nullptr : &*found;
}

const Service* Deployment::service(Role role) const {
  const auto found =
      std::ranges::find_if(services, [&](const Service& service) { return service.enabled && service.role == role; });
  return found == services.end() ? nullptr : &*found;
}

const Service* Deployment::named(std::string_view service_name) const {
  const auto found = std::ranges::find_if(
      services, [&](const Service& service) { return service.name.docker_value() == service_name; });
  return found == services.end() ? nullptr : &*found;
}

std::vector<IngressSubnet> Deployment::ingress() const {
  std::vector<IngressSubnet> subnets;
  for (const auto& told : cluster.ingress_subnets) {
    if (const IpNetwork* network = told.get()) subnets.push_back({*network, told.span()});
  }
  if (subnets.empty()) {
    // From engine 19.03.5 on, and before; a cluster keeps what it was initialised with.
    for (const char* text : {"10.0.0.0/24", "10.255.0.0/16"})
      subnets.push_back({*IpNetwork::parse(text), std::nullopt});
  }
  return subnets;
}

}  // namespace mailu_lint
