// Mailu's services know front by its address: one outside SUBNET is a stranger, and what it passes on is refused.
#include <mailu_lint/rule.hpp>

#include "mailu/catalog.hpp"
#include "mailu/front_network.hpp"
#include "mailu/placement.hpp"
#include "mailu/settings.hpp"

namespace mailu_lint {
namespace {

constexpr Role readers[] = {Role::smtp, Role::admin};
constexpr Role readers_since_2_0[] = {Role::smtp, Role::admin, Role::imap};

void tell(const SettingUse& use, std::string_view name, const FrontFit& fit, Findings& findings) {
  const std::string setting = "`" + std::string(name) + "` `" + use.value() + "` ";
  const std::string network = fit.subnet->network->to_string();
  const bool v6 = fit.subnet->network->address.family == IpFamily::v6;
  const bool part = fit.kind == FrontFit::Kind::part;
  findings
      .add(use.span(), setting + (part ? "holds only part of " : "is not the network, ") + network + "; " +
                           (v6     ? "over IPv6 services are strangers"
                            : part ? "outside of it front is refused"
                                   : "what front passes on is refused"))
      .severity(v6 || part ? Severity::warning : Severity::error)
      .label("the network is " + network)
      .also(fit.subnet->text.span(), "where front meets `admin`, `imap` and `smtp`")
      .help("set `" + std::string(name) + "=" + network + "`");
}

/// admin takes a default that the others do not know, so that nothing works unless the network is that.
void check_default(const Deployment& mail, const FrontPlaces& front, Findings& findings) {
  const std::string_view default_subnet = default_of(*find_setting("SUBNET"), mail.release.value_or(newest_release));
  for (const Service* admin : running(mail, Role::admin)) {
    if (!admin->setting("SUBNET").unset() || admin->environment.settings.empty()) continue;
    const auto fit = misfit_of_subnet(mail, front, *admin, *IpNetwork::parse(default_subnet), findings);
    if (!fit) continue;
    const std::string network = fit->subnet->network->to_string();
    findings
        .add(admin->name.span(), "`SUBNET` is not set and its default " + std::string(default_subnet) +
                                     " is not the network, " + network + "; what front passes on is refused")
        .also(fit->subnet->text.span(), "where front meets `admin`, `imap` and `smtp`")
        .help("set `SUBNET=" + network + "` for all of Mailu's services");
  }
}

void check(const Deployment& mail, IpFamily family, std::span<const Role> roles, Findings& findings) {
  const bool v4 = family == IpFamily::v4;
  const std::string_view name = v4 ? "SUBNET" : "SUBNET6";
  const FrontPlaces front = front_places(mail, family);
  for (const SettingUse& use : settings_of(mail, roles, name, findings)) {
    const auto subnet = IpNetwork::parse(use.value());
    if (!subnet || subnet->host_bits || subnet->address.family != family) continue;  // subnet-invalid
    if (v4 && !is_private(*subnet)) continue;                                        // subnet-public
    const auto fit = misfit_of_subnet(mail, front, *use.service, *subnet, findings);
    if (fit) tell(use, name, *fit, findings);
  }
  if (v4) check_default(mail, front, findings);
}

}  // namespace

extern constinit const Rule subnet_mismatch{
    .category = Category::network,
    .severity = Severity::error,
    .releases = {Release::v1_6, newest_release},
    .summary = "`SUBNET` is not the network of Mailu's services",
    .check =
        [](const Deployment& mail, Findings& findings) {
          const bool since_2_0 = mail.is({Release::v2_0, newest_release});
          check(mail, IpFamily::v4, since_2_0 ? std::span<const Role>(readers_since_2_0) : readers, findings);
          if (since_2_0) check(mail, IpFamily::v6, readers_since_2_0, findings);
        },
};
}  // namespace mailu_lint
