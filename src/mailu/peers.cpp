#include "mailu/peers.hpp"

#include <algorithm>
#include <string>

#include <mailu_lint/finding.hpp>

#include "mailu/catalog.hpp"
#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

/// Services of role `asker` look one of role `asked` up by its name, and cannot do their work without it.
struct Need {
  Role asker{};
  Role asked{};
};
/// Those of every release (core/*/conf of Mailu 1.5 to 2024.06).
constexpr Need needs[] = {
    {Role::webmail, Role::front},      {Role::front, Role::admin},    {Role::imap, Role::admin},
    {Role::smtp, Role::admin},         {Role::front, Role::imap},     {Role::smtp, Role::imap},
    {Role::front, Role::smtp},         {Role::smtp, Role::antispam},  {Role::front, Role::webmail},
    {Role::antispam, Role::antivirus}, {Role::front, Role::webdav},   {Role::antispam, Role::oletools},
    {Role::admin, Role::redis},        {Role::antispam, Role::redis},
};

/// The settings that give a role another name, of all releases.
struct AddressSetting {
  Role role{};
  std::string_view name{};
};
constexpr AddressSetting address_settings[] = {
    {Role::front, "FRONT_ADDRESS"},
    {Role::front, "HOST_FRONT"},
    {Role::admin, "ADMIN_ADDRESS"},
    {Role::admin, "HOST_ADMIN"},
    {Role::imap, "IMAP_ADDRESS"},
    {Role::imap, "HOST_IMAP"},
    {Role::imap, "LMTP_ADDRESS"},
    {Role::imap, "HOST_LMTP"},
    {Role::smtp, "SMTP_ADDRESS"},
    {Role::smtp, "HOST_SMTP"},
    {Role::smtp, "AUTHSMTP_ADDRESS"},
    {Role::smtp, "HOST_AUTHSMTP"},
    {Role::antispam, "ANTISPAM_ADDRESS"},
    {Role::antispam, "HOST_ANTISPAM"},
    {Role::antispam, "ANTISPAM_MILTER_ADDRESS"},
    {Role::antispam, "HOST_ANTISPAM_MILTER"},
    {Role::webmail, "WEBMAIL_ADDRESS"},
    {Role::webmail, "HOST_WEBMAIL"},
    {Role::antivirus, "ANTIVIRUS_ADDRESS"},
    {Role::antivirus, "HOST_ANTIVIRUS"},
    {Role::webdav, "WEBDAV_ADDRESS"},
    {Role::webdav, "HOST_WEBDAV"},
    {Role::oletools, "OLETOOLS_ADDRESS"},
    {Role::fts_attachments, "FTS_ATTACHMENTS_ADDRESS"},
    {Role::redis, "REDIS_ADDRESS"},
    {Role::redis, "HOST_REDIS"},
};

}  // namespace

std::string_view default_name(Role asked) {
  return asked == Role::fts_attachments ? "tika" : to_string(asked);
}

std::string_view host_of(std::string_view address) {
  address = address.substr(0, address.find(':'));
  if (address.ends_with('.')) address.remove_suffix(1);
  return address;
}

std::string names_of(const std::vector<const Service*>& services) {
  const std::string first = "`" + services.front()->name.docker_value() + "`";
  if (services.size() == 1) return first;
  if (services.size() > 2) return first + " and " + std::to_string(services.size() - 1) + " more";
  return first + " and `" + services.back()->name.docker_value() + "`";
}

bool is_whole(const Deployment& mail) {
  constexpr Role core[] = {Role::front, Role::admin, Role::imap, Role::smtp};
  return !mail.has_include && std::ranges::all_of(core, [&](Role role) {
    return std::ranges::find(mail.services, role, &Service::role) != mail.services.end();
  });
}

Peers::Peers(const Deployment& mail) : mail_(&mail) {
  for (const Service& service : mail.services) add(service);
}

void Peers::add(const Service& service) {
  if (service.network_mode) names_[service.name.docker_value()].perhaps_elsewhere = true;
  for (const Attachment& attachment : service.networks) {
    add(service.name, attachment, service);
    if (service.container_name) add(*service.container_name, attachment, service);
    if (service.hostname) add(*service.hostname, attachment, service);
    for (const Text& alias : attachment.aliases) add(alias, attachment, service);
  }
}

void Peers::add(const Text& name, const Attachment& attachment, const Service& service) {
  if (!name.known()) {
    unknown_names_ = true;
    return;
  }
  Name& entry = names_[name.docker_value()];
  if (attachment.network && service.enabled) {
    entry.networks.insert(*attachment.network);
  } else {
    entry.perhaps_elsewhere = true;
  }
}

/// Somebody else may answer: containers of other projects, links, lines of /etc/hosts, names that are not known.
bool Peers::may_be_answered_elsewhere(const Service& asker, std::string_view name) const {
  if (unknown_names_ || mail_->has_include || asker.network_mode) return true;
  if (asker.has_key("links") || asker.has_key("external_links")) return true;
  const auto names_it = [&](const Text& host) { return !host.known() || host.docker_value().starts_with(name); };
  if (std::ranges::any_of(asker.extra_hosts, names_it)) return true;
  return std::ranges::any_of(asker.networks, [&](const Attachment& attachment) {
    const Network* network = mail_->network(attachment);
    return !network || network->external;
  });
}

bool Peers::looks_outside(const Service& service) const {
  return std::ranges::any_of(service.environment.settings, [&](const Setting& setting) {
    const SettingInfo* info = find_setting(setting.name);
    const bool names_host = info && (info->type == SettingType::address || info->type == SettingType::smarthost);
    if (!names_host || setting.value.is("")) return false;
    return !setting.value.known() || !has(host_of(setting.value.docker_value()));
  });
}

Answer Peers::look_up(const Service& asker, std::string_view name) const {
  const auto found = names_.find(name);
  if (found != names_.end()) {
    const auto answered_there = [&](const Attachment& attachment) {
      return attachment.network && found->second.networks.contains(*attachment.network);
    };
    if (std::ranges::any_of(asker.networks, answered_there)) return Answer::found;
    if (found->second.perhaps_elsewhere) return Answer::elsewhere;
  }
  if (may_be_answered_elsewhere(asker, name)) return Answer::elsewhere;
  return found == names_.end() ? Answer::nobody : Answer::apart;
}

Answer Peers::ask(const Service& asker, Role asked, Findings& findings) const {
  for (const AddressSetting& setting : address_settings) {
    if (setting.role != asked) continue;
    const SettingView address = asker.setting(setting.name);
    if (address.note_unknown(findings)) return Answer::elsewhere;
    if (address.empty()) continue;
    const Answer answer = look_up(asker, host_of(*address.get()));
    return answer == Answer::nobody ? Answer::elsewhere : answer;  // a host outside
  }
  return look_up(asker, default_name(asked));
}

std::vector<const Service*> Peers::askers_with(Role asked, Answer answer, Findings& findings) const {
  std::vector<const Service*> askers;
  for (const Service* service : running(*mail_)) {
    const auto needs_it = [&](const Need& need) { return need.asker == service->role && need.asked == asked; };
    if (std::ranges::any_of(needs, needs_it) && ask(*service, asked, findings) == answer) askers.push_back(service);
  }
  return askers;
}

}  // namespace mailu_lint
