#include "lsp/hover.hpp"

#include <algorithm>
#include <set>

#include <mailu_lint/rule.hpp>

#include "report/links.hpp"

namespace mailu_lint::lsp {
namespace {

/// `[text](other-rule.md)` with the address of that page.
std::string with_links(std::string_view line) {
  constexpr std::string_view opening = "](";
  std::string text;
  for (std::size_t at = line.find(opening); at != std::string_view::npos; at = line.find(opening)) {
    at += opening.size();
    text += line.substr(0, at);
    line.remove_prefix(at);
    const std::string_view target = line.substr(0, line.find(')'));
    if (target.ends_with(".md") && target.find("://") == std::string_view::npos) text += rule_url_prefix();
  }
  return text.append(line);
}

}  // namespace

std::string page_for_hover(std::string_view page) {
  std::string text;
  bool code = false;
  while (!page.empty()) {
    const std::size_t end = std::min(page.find('\n'), page.size());
    const std::string_view line = page.substr(0, end);
    page.remove_prefix(std::min(end + 1, page.size()));
    const bool fence = line.starts_with("```");
    if (fence) {
      text += line.substr(0, line.find(' '));
      code = !code;
    } else {
      text += code ? std::string(line) : with_links(line);
    }
    text += '\n';
  }
  return text;
}

std::optional<Hover> hover_at(const std::vector<PlacedDiagnostic>& placed, const HoverRequest& request, bool markdown) {
  std::optional<Hover> hover;
  std::set<RuleId> told;
  for (const PlacedDiagnostic& one : placed) {
    const Range& range = one.diagnostic.range;
    if (!one.finding || one.uri != request.uri || !touches(range, {request.at, request.at})) continue;
    const RuleId rule = (*one.finding)->rule;
    if (!told.insert(rule).second) continue;
    if (!hover) hover = Hover{.markdown = markdown, .range = range};
    if (!hover->text.empty()) hover->text += "\n---\n\n";
    hover->text += page_for_hover(entry(rule).page);
  }
  return hover;
}

}  // namespace mailu_lint::lsp
