// Read from core/postfix/conf/main.cf and core/postfix/start.py of Mailu 1.5 to 2024.06.
#include "mailu/trust.hpp"

#include <algorithm>

#include <mailu_lint/finding.hpp>

#include "mailu/lists.hpp"

namespace mailu_lint {
namespace {

void add_networks(const Setting& setting, std::string_view name, const Text& value,
                  std::vector<TrustedNetwork>& trusted) {
  for (const ListEntry& entry : split_list(value)) {
    const auto network = IpNetwork::parse(entry.text);
    if (!network) continue;
    const bool told = std::ranges::any_of(
        trusted, [&](const TrustedNetwork& other) { return other.setting == name && other.network.same_as(*network); });
    // The other reading's places are not those of the value: only the whole value is sure.
    const Span span = &value == &setting.value ? entry.span : setting.value.span();
    if (!told) trusted.push_back({*network, name, entry.text, span});
  }
}

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
  if (mail.may_be({Release::v1_6, newest_release})) names.push_back("SUBNET");
  if (mail.is({Release::v2_0, newest_release})) names.push_back("SUBNET6");

  std::vector<TrustedNetwork> trusted;
  for (const std::string_view name : names) {
    const SettingView view = smtp.setting(name);
    if (view.note_unknown(findings) || !view.get()) continue;
    const Setting& setting = *view.setting();
    add_networks(setting, name, setting.value, trusted);
    if (setting.other_reading) {
      add_networks(setting, name, Text(*setting.other_reading, setting.value.span()), trusted);
    }
  }
  return trusted;
}

}  // namespace mailu_lint
