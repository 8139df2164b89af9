// Read from core/postfix/conf/main.cf and core/postfix/start.py of Mailu 1.5 to 2024.06.
#include "mailu/trust.hpp"

#include <set>
#include <utility>

#include <mailu_lint/finding.hpp>

#include "mailu/lists.hpp"

namespace mailu_lint {
namespace {

/// The networks of one setting, each once.
class SettingNetworks {
 public:
  SettingNetworks(std::string_view name, std::vector<TrustedNetwork>& trusted) : name_(name), trusted_(trusted) {}

  /// `place` is that of the entries when the value was read otherwise than it is written.
  void add(const Text& value, std::optional<Span> place = std::nullopt) {
    for (const ListEntry& entry : split_list(value)) {
      const auto network = IpNetwork::parse(entry.text);
      if (!network || !told_.insert({network->address, network->prefix}).second) continue;
      trusted_.push_back({*network, name_, entry.text, place.value_or(entry.span)});
    }
  }

 private:
  std::string_view name_;
  std::vector<TrustedNetwork>& trusted_;
  std::set<std::pair<IpAddress, std::uint8_t>> told_;
};

}  // namespace

bool holds_strangers(const IpNetwork& network) {
  const unsigned widest = network.address.family == IpFamily::v4 ? 16 : 32;
  return !is_private(network) && network.prefix < widest;
}

bool postfix_understands(const Deployment& mail, std::string_view entry, const IpNetwork& network) {
  if (network.address.family == IpFamily::v4) return !network.host_bits;
  if (network.host_bits) return false;
  if (entry.starts_with('[')) return true;
  const bool mailu_adds_brackets = !mail.is({oldest_release, Release::v1_8});
  return mailu_adds_brackets && !entry.starts_with(':') && entry.find('/') != std::string_view::npos;
}

std::vector<TrustedNetwork> relay_networks(const Deployment& mail, const Service& smtp, Findings& findings) {
  std::vector<std::string_view> names{"RELAYNETS"};
  if (mail.may_be({Release::v1_6, newest_release})) names.emplace_back("SUBNET");
  if (mail.is({Release::v2_0, newest_release})) names.emplace_back("SUBNET6");

  std::vector<TrustedNetwork> trusted;
  for (const std::string_view name : names) {
    const SettingView view = smtp.setting(name);
    if (view.note_unknown(findings) || !view.get()) continue;
    const Setting& setting = *view.setting();
    SettingNetworks networks(name, trusted);
    networks.add(setting.value);
    const Span whole = setting.value.span();
    if (setting.other_reading) networks.add(Text(*setting.other_reading, whole), whole);
  }
  return trusted;
}

}  // namespace mailu_lint
