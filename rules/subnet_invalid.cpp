// SUBNET goes into the configuration of Postfix, Dovecot, rspamd and Unbound as it is written: each takes one network.
#include <mailu_lint/rule.hpp>

#include "mailu/lists.hpp"
#include "mailu/placement.hpp"
#include "mailu/settings.hpp"

namespace mailu_lint {
namespace {

/// A mistake, with its consequence, and the remedy.
struct Mistake {
  std::string fact{};
  std::string remedy{};
};

std::optional<Mistake> mistake_in_subnet(const std::optional<IpNetwork>& network) {
  if (!network) {
    return Mistake{"is no network; Postfix and Dovecot take front for a stranger and refuse what it passes on",
                   "write the subnet of Mailu's network, such as `SUBNET=192.168.203.0/24`"};
  }
  if (network->address.family == IpFamily::v6) {
    return Mistake{"is IPv6; Postfix cannot read it here and defers mail",
                   "put it into `SUBNET6`, and the network's IPv4 subnet into `SUBNET`"};
  }
  return std::nullopt;
}

std::optional<Mistake> mistake_in_subnet6(std::string_view text, const std::optional<IpNetwork>& network) {
  const std::string remedy = "write the IPv6 subnet of Mailu's network, such as `SUBNET6=fd00:1234::/64`";
  if (text.find('/') == std::string_view::npos) return Mistake{"has no prefix; smtp does not start", remedy};
  if (network && network->address.family == IpFamily::v6) return std::nullopt;
  return Mistake{"is no IPv6 network; Postfix cannot read it and defers mail", remedy};
}

/// Unbound refuses a list, and so does Postfix in SUBNET6. In SUBNET the others take it, and trust all that is in it.
void tell_list(const Deployment& mail, const SettingUse& use, std::string_view name, Findings& findings) {
  const auto resolvers = running(mail, Role::resolver);
  const bool no_resolver = mail.is({Release::v1_8, newest_release}) && !resolvers.empty();
  const bool no_mail = name == "SUBNET6";
  auto finding = findings.add(use.span(), "`" + std::string(name) + "` is a list, Mailu takes one network; " +
                                              (no_resolver ? "the resolver does not start"
                                               : no_mail   ? "Postfix cannot read it and defers mail"
                                                           : "all in it relays and reads mail without a login"));
  finding.label("one network belongs here")
      .severity(no_resolver || no_mail ? Severity::error : Severity::warning)
      .help("name the network that front shares with `imap` and `smtp`; servers that may relay go to `RELAYNETS`");
  if (no_resolver) finding.also(resolvers.front()->name.span(), "reads it as `access-control`");
}

void check_value(const Deployment& mail, const SettingUse& use, std::string_view name, Findings& findings) {
  const auto entries = split_list(use.setting->value);
  if (entries.empty() || use.value().find("{{") != std::string::npos) return;
  if (entries.size() > 1) return tell_list(mail, use, name, findings);

  const ListEntry& entry = entries.front();
  const auto network = IpNetwork::parse(entry.text);
  const bool v4 = name == "SUBNET";
  const std::string setting = "`" + std::string(name) + "` `" + entry.text + "` ";
  if (const auto mistake = v4 ? mistake_in_subnet(network) : mistake_in_subnet6(entry.text, network)) {
    findings.add(entry.span, setting + mistake->fact).help(mistake->remedy);
  } else if (network->host_bits && (!v4 || is_private(*network))) {  // else subnet-public
    const std::string meant = network->to_string();
    auto finding =
        findings.add(entry.span, setting + "has bits set behind its prefix; Postfix refuses it and defers mail");
    finding.help("write the network's first address: `" + std::string(name) + "=" + meant + "`");
    if (!written_literally(use.setting->value)) return;
    finding.fix({.message = "write the network's first address", .edits = {{entry.span, meant}}});
  }
}

}  // namespace

extern constinit const Rule subnet_invalid{
    .category = Category::network,
    .severity = Severity::error,
    .releases = {Release::v1_6, newest_release},
    .fixable = Fixable::safely,
    .summary = "`SUBNET` is not one network",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const std::string_view name : {"SUBNET", "SUBNET6"}) {
            if (name == "SUBNET6" && !mail.is({Release::v2_0, newest_release})) continue;  // Postfix does not read it
            for (const SettingUse& use : settings_of(mail, Role::smtp, name, findings)) {
              check_value(mail, use, name, findings);
            }
          }
        },
};
}  // namespace mailu_lint
