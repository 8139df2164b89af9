#include "report/rule_texts.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include <mailu_lint/rule.hpp>

#include "report/links.hpp"
#include "report/rule_list.hpp"
#include "report/style.hpp"

namespace mailu_lint {
namespace {

/// `code` and **bold** in a line of prose.
std::string render_inline(std::string_view line, const Painter& painter) {
  std::string out;
  while (!line.empty()) {
    const std::size_t open = line.find('`');
    const std::size_t close = open == std::string_view::npos ? open : line.find('`', open + 1);
    if (close == std::string_view::npos) break;
    out += line.substr(0, open);
    out += painter.paint(Style::cyan, line.substr(open + 1, close - open - 1));
    line.remove_prefix(close + 1);
  }
  return out + std::string(line);
}

std::string render_page(std::string_view page) {
  const Painter painter(true, false);
  std::string out;
  bool code = false;
  while (!page.empty()) {
    const std::size_t end = std::min(page.find('\n'), page.size());
    std::string_view line = page.substr(0, end);
    page.remove_prefix(std::min(end + 1, page.size()));
    if (line.starts_with("```")) {
      code = !code;
      const std::size_t file = line.find("file=");
      if (code && file != std::string_view::npos) {
        out += "    " + painter.paint(Style::dim, line.substr(file + 5)) + '\n';
      }
    } else if (code) {
      out += "    " + std::string(line) + '\n';
    } else if (line.starts_with('#')) {
      line.remove_prefix(std::min(line.find_first_not_of("# "), line.size()));
      out += painter.paint(Style::bold, line) + '\n';
    } else {
      out += render_inline(line, painter) + '\n';
    }
  }
  return out;
}

std::string_view fix_word(Fixable fixable) {
  switch (fixable) {
    case Fixable::no:
      return "none";
    case Fixable::safely:
      return "safe";
    case Fixable::unsafely:
      return "unsafe";
  }
  return "none";
}

std::string text_list() {
  std::size_t name_width = 0;
  for (const RuleEntry& entry : all_rules()) name_width = std::max(name_width, entry.name.size());
  std::string out;
  const auto cell = [&](std::string_view text, std::size_t width) {
    out += text;
    out += std::string(width > text.size() ? width - text.size() : 0, ' ') + "  ";
  };
  for (const RuleEntry& entry : all_rules()) {
    cell(entry.name, name_width);
    cell(to_string(entry.rule->severity), 7);
    cell(to_string(entry.rule->category), 11);
    out += entry.rule->summary;
    out += '\n';
  }
  return out;
}

std::string json_list() {
  auto list = nlohmann::ordered_json::array();
  for (const RuleEntry& entry : all_rules()) {
    const Rule& rule = *entry.rule;
    list.push_back({{"name", entry.name},
                    {"severity", to_string(rule.severity)},
                    {"category", to_string(rule.category)},
                    {"releases", {{"from", to_string(rule.releases.from)}, {"until", to_string(rule.releases.until)}}},
                    {"fix", fix_word(rule.fixable)},
                    {"summary", rule.summary},
                    {"url", rule_url(entry.name)}});
    if (rule.cwe != 0) list.back()["cwe"] = rule.cwe;
  }
  return list.dump(2) + '\n';
}

}  // namespace

std::string explain(RuleId rule, PageStyle style) {
  const std::string_view page = entry(rule).page;
  std::string text = style == PageStyle::terminal ? render_page(page) : std::string(page);
  if (!text.ends_with('\n')) text += '\n';
  return text;
}

std::string list_rules(RuleListForm form) {
  switch (form) {
    case RuleListForm::text:
      return text_list();
    case RuleListForm::json:
      return json_list();
    case RuleListForm::markdown:
      return rule_table(rule_url_prefix());
  }
  return "";
}

}  // namespace mailu_lint
