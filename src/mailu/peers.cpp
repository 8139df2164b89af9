#include "mailu/peers.hpp"

#include <algorithm>
#include <string>

#include <mailu_lint/finding.hpp>

#include "mailu/catalog.hpp"
#include "mailu/features.hpp"
#include "mailu/placement.hpp"
#include "mailu/words.hpp"

namespace mailu_lint {
namespace {

/// Services of role `asker` look one of role `asked` up by its name, and cannot do their work without it.
struct Need {
  Role asker{};
  Role asked{};
  ReleaseRange releases{};
  std::string_view feature{};  ///< the setting of the asker that must be on; empty: always
  bool admin_says_where = false;
};
constexpr ReleaseRange until_1_9{.until = Release::v1_9};
constexpr ReleaseRange until_2_0{.until = Release::v2_0};
constexpr ReleaseRange from_1_6{.from = Release::v1_6};
constexpr ReleaseRange from_1_9{.from = Release::v1_9};
constexpr ReleaseRange from_2_0{.from = Release::v2_0};
constexpr ReleaseRange from_2024_06{.from = Release::v2024_06};
/// Read from core, optional and webmails of Mailu 1.5 to 2024.06. Mail goes from smtp to imap, from 2024.06 on through
/// front; up to 1.9 Postfix does not start before it finds front. Up to 1.5 Postfix and Dovecot read admin's database.
constexpr Need needs[] = {
    {.asker = Role::front, .asked = Role::admin},
    {.asker = Role::front, .asked = Role::imap, .admin_says_where = true},
    {.asker = Role::front, .asked = Role::smtp, .admin_says_where = true},
    {.asker = Role::front, .asked = Role::webmail, .feature = "WEBMAIL"},
    {.asker = Role::front, .asked = Role::webdav, .feature = "WEBDAV"},
    {.asker = Role::admin, .asked = Role::imap},
    {.asker = Role::admin, .asked = Role::smtp},
    {.asker = Role::admin, .asked = Role::redis},
    {.asker = Role::imap, .asked = Role::front},
    {.asker = Role::imap, .asked = Role::admin, .releases = from_1_6},
    {.asker = Role::smtp, .asked = Role::front, .releases = until_1_9},
    {.asker = Role::smtp, .asked = Role::front, .releases = from_2024_06},
    {.asker = Role::smtp, .asked = Role::admin, .releases = from_1_6},
    {.asker = Role::smtp, .asked = Role::imap, .releases = until_2_0},
    {.asker = Role::smtp, .asked = Role::antispam},
    {.asker = Role::antispam, .asked = Role::redis},
    {.asker = Role::antispam, .asked = Role::admin, .releases = from_1_9},
    {.asker = Role::antispam, .asked = Role::antivirus, .feature = "ANTIVIRUS"},
    {.asker = Role::antispam, .asked = Role::oletools, .releases = from_2_0, .feature = "SCAN_MACROS"},
    {.asker = Role::webmail, .asked = Role::front},
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
  std::string first = "`" + services.front()->name.docker_value() + "`";
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
  if (service.network_mode) names_[lower_case(service.name.docker_value())].perhaps_elsewhere = true;
  for (const Attachment& attachment : service.networks) {
    add(service.name, attachment, service);
    if (service.container_name && !mail_->swarm()) add(*service.container_name, attachment, service);
    if (service.hostname) add(*service.hostname, attachment, service);  // docker answers it from 25.0 on
    for (const Text& alias : attachment.aliases) add(alias, attachment, service);
  }
}

void Peers::add(const Text& name, const Attachment& attachment, const Service& service) {
  if (!name.known()) {
    unknown_names_ = true;
    return;
  }
  Name& entry = names_[lower_case(name.docker_value())];
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

bool Peers::has(std::string_view name) const {
  return names_.contains(lower_case(name));
}

Answer Peers::look_up(const Service& asker, std::string_view name) const {
  const auto found = names_.find(lower_case(name));
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
  return ask(asker, asked, asker, findings);
}

Answer Peers::ask(const Service& asker, Role asked, const Service& told, Findings& findings) const {
  for (const AddressSetting& setting : address_settings) {
    if (setting.role != asked) continue;
    const SettingView address = told.setting(setting.name);
    if (address.note_unknown(findings)) return Answer::elsewhere;
    if (address.empty()) continue;
    const Answer answer = look_up(asker, host_of(*address.get()));
    return answer == Answer::nobody ? Answer::elsewhere : answer;  // a host outside
  }
  return look_up(asker, default_name(asked));
}

std::vector<const Service*> Peers::askers_with(Role asked, Answer answer, Findings& findings) const {
  if (unknown_names_) findings.not_checked("a name of a service is not known");
  const Service* admin = mail_->service(Role::admin);
  std::vector<const Service*> askers;
  for (const Service* service : running(*mail_)) {
    const auto gets_it = [&](const Need& need) {
      if (need.asker != service->role || need.asked != asked) return false;
      if (!need.releases.everything() && !mail_->is(need.releases)) return false;
      if (!need.feature.empty() && is_on(*mail_, *service, need.feature, false, findings) != true) return false;
      return ask(*service, asked, need.admin_says_where && admin ? *admin : *service, findings) == answer;
    };
    if (std::ranges::any_of(needs, gets_it)) askers.push_back(service);
  }
  return askers;
}

}  // namespace mailu_lint
