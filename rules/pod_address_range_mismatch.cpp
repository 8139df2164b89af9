// POD_ADDRESS_RANGE goes before SUBNET: set to the wrong range it shuts front out, set too wide it lets others in.
#include <mailu_lint/rule.hpp>

#include "mailu/front_network.hpp"
#include "mailu/lists.hpp"
#include "mailu/settings.hpp"

namespace mailu_lint {
namespace {

constexpr Role readers[] = {Role::admin, Role::smtp, Role::antispam};

struct Misfit {
  FrontFit fit{};
  ListEntry entry{};
};

/// The entry that is at fault, or nothing: one that holds the network is enough, if it holds no more.
std::optional<Misfit> find_misfit(const FrontPlaces& front, const Text& value, Findings& findings) {
  std::optional<Misfit> misfit;
  bool fits = false;
  for (const ListEntry& entry : split_list(value)) {
    const auto range = IpNetwork::parse(entry.text);
    if (!range || range->host_bits || range->address.family == IpFamily::v6) return std::nullopt;
    const FrontFit fit = fit_front(front, *range, findings);
    if (!fit.subnet) return std::nullopt;
    const IpNetwork& subnet = *fit.subnet->network;
    const bool whole = fit.kind == FrontFit::Kind::whole;
    if (whole && range->contains(subnet) && !range->same_as(subnet)) return Misfit{fit, entry};
    // A single address is the swarm guide's other way: the one with which the services see front.
    fits = fits || whole || (fit.kind == FrontFit::Kind::part && range->prefix == 32);
    if (!misfit) misfit = Misfit{fit, entry};
  }
  return fits ? std::nullopt : misfit;
}

std::string describe(FrontFit::Kind kind, const std::string& network) {
  if (kind == FrontFit::Kind::whole) return "is wider than the network, " + network + "; all in it pass for front";
  if (kind == FrontFit::Kind::part) return "holds only part of " + network + "; outside of it front is refused";
  return "is not the network, " + network + "; what front passes on is refused";
}

}  // namespace

extern constinit const Rule pod_address_range_mismatch{
    .category = Category::network,
    .severity = Severity::error,
    .releases = {Release::v1_6, Release::v1_9},
    .summary = "`POD_ADDRESS_RANGE` is not the network of Mailu's services",
    .check =
        [](const Deployment& mail, Findings& findings) {
          const FrontPlaces front = front_places(mail, IpFamily::v4);
          for (const SettingUse& use : settings_of(mail, readers, "POD_ADDRESS_RANGE", findings)) {
            const auto misfit = find_misfit(front, use.setting->value, findings);
            if (!misfit) continue;
            const auto& [fit, entry] = *misfit;
            const std::string network = fit.subnet->network->to_string();
            findings.add(entry.span, "`POD_ADDRESS_RANGE` `" + entry.text + "` " + describe(fit.kind, network))
                .severity(fit.kind == FrontFit::Kind::apart ? Severity::error : Severity::warning)
                .label("the network is " + network)
                .evidence(entry.text)
                .also(fit.subnet->text.span(), "where front meets `admin`, `imap` and `smtp`")
                .help("set `POD_ADDRESS_RANGE=" + network + "`");
          }
        },
};
}  // namespace mailu_lint
