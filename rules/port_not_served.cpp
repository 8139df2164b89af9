// Since 2024.06 front opens the ports that PORTS lists, and the default leaves out those that begin without TLS. The
// templates publish them all the same.
#include <algorithm>
#include <vector>

#include <mailu_lint/rule.hpp>

#include "mailu/catalog.hpp"
#include "mailu/lists.hpp"
#include "mailu/placement.hpp"

namespace mailu_lint {
namespace {

constexpr unsigned optional_ports[] = {110, 143, 587, 995, 4190};  // 25, 465 and 993 cannot be closed

/// Front turns each word of PORTS into a switch, `PORT_143`, and knows nothing else. Some set the switch themselves.
bool may_be_open(const Service& front, const std::vector<ListEntry>& words, unsigned port) {
  const std::string number = std::to_string(port);
  return std::ranges::find(words, number, &ListEntry::text) != words.end() || !front.setting("PORT_" + number).empty();
}

const PublishedPort* entry_for(const Service& front, unsigned port) {
  const auto leads_there = [&](const PublishedPort& entry) {
    return entry.known && entry.protocol == "tcp" && entry.target.contains(port);
  };
  const auto found = std::ranges::find_if(front.ports, leads_there);
  return found == front.ports.end() ? nullptr : &*found;
}

std::string list_of(const std::vector<unsigned>& ports) {
  std::string text;
  for (const unsigned port : ports) {
    text += text.empty() ? "" : port == ports.back() ? " and " : ", ";
    text += std::to_string(port);
  }
  return text;
}

void check_front(const Service& front, Findings& findings) {
  const SettingView ports = front.setting("PORTS");
  if (ports.note_unknown(findings)) return;
  const Text fallback(std::string(default_of(*find_setting("PORTS"), Release::v2024_06)), Span{});
  const auto words = split_list(ports.setting() ? ports.setting()->value : fallback);
  std::vector<unsigned> closed;
  const PublishedPort* first = nullptr;
  for (const unsigned port : optional_ports) {
    const PublishedPort* entry = entry_for(front, port);
    if (!entry || may_be_open(front, words, port)) continue;
    closed.push_back(port);
    if (!first || entry->span.begin < first->span.begin) first = entry;
  }
  if (closed.empty()) return;
  const std::string many = closed.size() > 1 ? "ports " : "port ";
  auto finding = findings.add(
      first->span, many + list_of(closed) + (closed.size() > 1 ? " are" : " is") + " published, and " +
                       (ports.unset() ? "closed by default since 2024.06"
                                      : "`PORTS` does not open " + std::string(closed.size() > 1 ? "them" : "it")) +
                       "; clients get no answer");
  finding.label("front does not listen there").evidence(list_of(closed));
  if (!ports.unset()) finding.also(ports.setting()->value.span(), "what front opens");
  finding.help("take the entries out, or add the ports to `PORTS`; 465, 993 and 995 have TLS from the first byte");
}

}  // namespace

extern constinit const Rule port_not_served{
    .category = Category::network,
    .severity = Severity::note,
    .releases = {Release::v2024_06, newest_release},
    .summary = "A port is published that front does not open",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const Service* front : running(mail, Role::front)) check_front(*front, findings);
        },
};
}  // namespace mailu_lint
