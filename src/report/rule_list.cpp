#include "report/rule_list.hpp"

namespace mailu_lint {
namespace {

std::string releases_text(ReleaseRange range) {
  const std::string from(to_string(range.from));
  const std::string until(to_string(range.until));
  if (range.everything()) return "every Mailu release";
  if (range.from == range.until) return "Mailu " + from;
  if (range.until == newest_release) return "Mailu " + from + " and later";
  if (range.from == oldest_release) return "Mailu " + until + " and earlier";
  return "Mailu " + from + " to " + until;
}

std::string_view fix_text(Fixable fixable) {
  switch (fixable) {
    case Fixable::no:
      return "no automatic fix";
    case Fixable::safely:
      return "fixed by `--fix`";
    case Fixable::unsafely:
      return "fixed by `--unsafe-fixes`";
  }
  return "";
}

std::string table_row(const RuleEntry& entry, const std::string& link_prefix) {
  const std::string name(entry.name);
  return "| [" + name + "](" + link_prefix + name + ".md) | " + std::string(to_string(entry.rule->severity)) + " | " +
         std::string(entry.rule->summary) + " |\n";
}

constexpr std::string_view table_head = "| rule | severity | what is wrong |\n|---|---|---|\n";

}  // namespace

std::string rule_header(const Rule& rule) {
  return "**" + std::string(to_string(rule.severity)) + "** · " + std::string(to_string(rule.category)) + " · " +
         releases_text(rule.releases) + " · " + std::string(fix_text(rule.fixable));
}

std::string rule_table(const std::string& link_prefix) {
  std::string table(table_head);
  for (const RuleEntry& entry : all_rules()) table += table_row(entry, link_prefix);
  return table;
}

std::string rule_index() {
  std::string index =
      "# Rules\n\nMade from the registry, `rules/CMakeLists.txt`. `mailu-lint explain RULE` shows a page on the "
      "terminal.\n";
  for (unsigned i = 0; i <= static_cast<unsigned>(Category::suppression); ++i) {
    const auto category = static_cast<Category>(i);
    std::string rows;
    for (const RuleEntry& entry : all_rules()) {
      if (entry.rule->category == category) rows += table_row(entry, "");
    }
    if (rows.empty()) continue;
    index += "\n## " + std::string(to_string(category)) + "\n\n" + std::string(table_head) + rows;
  }
  return index;
}

}  // namespace mailu_lint
