// Postfix does not skip an entry of `mynetworks` that it cannot read: it defers all mail of clients it cannot judge.
#include <mailu_lint/rule.hpp>

#include "mailu/lists.hpp"
#include "mailu/settings.hpp"
#include "mailu/trust.hpp"

namespace mailu_lint {
namespace {

void offer(FindingBuilder finding, const Text& value, Span span, std::string message, std::string replacement) {
  if (!written_literally(value)) return;
  finding.fix({.message = std::move(message), .edits = {{span, std::move(replacement)}}});
}

/// IPv6 in brackets, with what follows them.
std::string bracketed(const IpNetwork& network) {
  return "[" + network.address.to_string() + "]/" + std::to_string(network.prefix);
}

void check_entry(const Deployment& mail, const Text& value, const ListEntry& entry, Findings& findings) {
  const std::string where = "`" + entry.text + "` in `RELAYNETS` ";
  const auto network = IpNetwork::parse(entry.text);
  if (!network) {
    const bool looks_like_one = entry.text.find_first_not_of("0123456789./:[]abcdefABCDEF") == std::string::npos;
    findings
        .add(entry.span,
             where + (looks_like_one ? "is no address or network; Postfix cannot judge clients and defers mail"
                                     : "is no address; Postfix never lets it relay"))
        .evidence(entry.text)
        .help("write an address or a network: `192.0.2.7`, `198.51.100.0/28`, `[2001:db8::]/64`");
  } else if (network->host_bits) {
    const bool v6 = network->address.family == IpFamily::v6;
    auto finding =
        findings.add(entry.span, where + "has bits set behind its prefix; Postfix refuses it and defers mail");
    finding.evidence(entry.text).help("write the network's first address: `" + network->to_string() + "`");
    offer(finding, value, entry.span, "write the network's first address",
          v6 ? bracketed(*network) : network->to_string());
  } else if (!postfix_understands(mail, entry.text, *network)) {
    auto finding = findings.add(entry.span, where + "lacks brackets; Postfix takes it for a table and defers mail");
    finding.evidence(entry.text).help("write IPv6 in brackets: `" + bracketed(*network) + "`");
    offer(finding, value, entry.span, "write the address in brackets", bracketed(*network));
  }
}

/// From 1.9 on Mailu splits the list at commas, and pastes it into a list of rspamd's.
void check_separators(const Text& value, const std::vector<ListEntry>& entries, Findings& findings) {
  std::string with_commas;
  for (const ListEntry& entry : entries) with_commas += (with_commas.empty() ? "" : ",") + entry.text;
  for (const ListEntry& part : split_list(value, ",")) {
    const std::size_t first = part.text.find_first_not_of(" \t");
    const std::size_t last = part.text.find_last_not_of(" \t");
    if (first == std::string::npos ||
        part.text.substr(first, last - first + 1).find_first_of(" \t") == std::string::npos) {
      continue;
    }
    auto finding = findings.add(value.span(),
                                "`RELAYNETS` separates entries by blanks; rspamd cannot read its list and "
                                "treats these clients as strangers");
    finding.label("commas belong here")
        .evidence("separators")
        .help("separate the entries by commas: `" + with_commas + "`");
    const std::size_t size = value.docker_value().size();
    offer(finding, value, part_of(value, 0, size), "separate the entries by commas", with_commas);
    return;
  }
}

}  // namespace

extern constinit const Rule relaynets_invalid{
    .category = Category::relay,
    .severity = Severity::error,
    .fixable = Fixable::safely,
    .summary = "`RELAYNETS` has an entry that Postfix or rspamd cannot read",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const SettingUse& use : settings_of(mail, Role::smtp, "RELAYNETS", findings)) {
            const Text& value = use.setting->value;
            const auto entries = split_list(value);
            for (const ListEntry& entry : entries) check_entry(mail, value, entry, findings);
            if (mail.is({Release::v1_9, newest_release})) check_separators(value, entries, findings);
          }
        },
};
}  // namespace mailu_lint
