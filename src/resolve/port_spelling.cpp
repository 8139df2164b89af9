// Short ports that docker's tools read differently: an IPv6 address without brackets, and `25:25` without quotes. Both
// are lost once the port is in long form, so they are reported here. One finding a service and cause.
#include <algorithm>

#include "resolve/section.hpp"
#include "resolve/short_port.hpp"

namespace mailu_lint {
namespace {

bool is_plain(const Value& item) {
  return item.node && item.node.kind() == yaml::Kind::scalar && !item.node.quoted();
}

/// YAML 1.1 reads `22:22` as 22 × 60 + 22: digits, a colon, a number below 60.
bool is_sexagesimal(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || text[0] == '0') return false;
  const std::string_view minutes = text.substr(colon + 1);
  const auto is_digit = [](char c) { return '0' <= c && c <= '9'; };
  return std::ranges::all_of(text.substr(0, colon), is_digit) && !minutes.empty() && minutes.size() <= 2 &&
         std::ranges::all_of(minutes, is_digit) && (minutes.size() == 1 || minutes[0] <= '5');
}

/// The item in quotes, with the address in brackets. Text that a variable was put into is not rewritten.
std::optional<Edit> bracket(const Value& item) {
  if (item.interpolated || !item.node) return std::nullopt;
  const ShortPort port = parse_short_port(item.text);
  const std::string text = "[" + std::string(port.ip.of(item.text)) + "]" + item.text.substr(port.ip.end);
  return Edit{item.span, '"' + text + '"'};
}

struct Spelling {
  RuleId rule{};
  std::string message{};
  std::string help{};
  std::string fix{};
  std::optional<Edit> (*edit)(const Value& item) = nullptr;
};

void report(const std::vector<const Value*>& items, Spelling spelling, ResolveContext& context) {
  if (items.empty() || !context.reported.emplace(spelling.rule, items[0]->span.written()).second) return;
  FindingBuilder finding = context.findings->add(spelling.rule, items[0]->span, std::move(spelling.message));
  finding.help(std::move(spelling.help));
  Fix fix{.message = std::move(spelling.fix), .safety = FixSafety::safe};
  for (const Value* item : items) {
    if (item != items[0]) finding.also(item->span, "the same here");
    if (auto edit = spelling.edit(*item)) fix.edits.push_back(*std::move(edit));
  }
  if (fix.edits.size() == items.size()) finding.fix(std::move(fix));
}

}  // namespace

void report_port_spelling(const Value& ports, ResolveContext& context) {
  // A stack drops the address, which is host-address-dropped's business, and is never read by docker-compose 1.
  if (context.dialect == Dialect::stack) return;
  std::vector<const Value*> bare;
  std::vector<const Value*> unquoted;
  for (const Value* item : ports.items) {
    if (item->kind != Value::Kind::string || !item->known) continue;
    if (is_plain(*item) && !item->interpolated && is_sexagesimal(item->text)) unquoted.push_back(item);
    if (item->text.find(':') != item->text.rfind(':') && parse_short_port(item->text).bare_v6) bare.push_back(item);
  }
  if (!bare.empty()) {
    report(
        bare,
        {.rule = RuleId::port_ipv6_unbracketed,
         .message = "the IPv6 address of " + in_ticks(*bare[0]) + " has no brackets; docker compose 2 refuses the file",
         .help = "write the address in brackets: `[::1]:25:25`",
         .fix = "write the address in brackets",
         .edit = bracket},
        context);
  }
  if (!unquoted.empty()) {
    const ShortPort port = parse_short_port(unquoted[0]->text);
    const unsigned read = port.host_range.first * 60 + port.container_range.first;
    report(unquoted,
           {.rule = RuleId::port_unquoted,
            .message = in_ticks(*unquoted[0]) + " is the number " + std::to_string(read) + " to docker-compose 1",
            .help = "put the port in quotes",
            .fix = "put the port in quotes",
            .edit =
                [](const Value& item) {
                  return std::optional(Edit{item.span, '"' + item.text + '"'});
                }},
           context);
  }
}

}  // namespace mailu_lint
