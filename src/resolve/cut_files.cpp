#include "resolve/cut_files.hpp"

#include <algorithm>
#include <map>

#include <mailu_lint/rule_id.hpp>

namespace mailu_lint {
namespace {

bool is_of_parser(RuleId rule) {
  return rule == RuleId::yaml_syntax || rule == RuleId::duplicate_key || rule == RuleId::alias_invalid ||
         rule == RuleId::nesting_limit || rule == RuleId::size_limit;
}

yaml::NodeRef last_key(yaml::NodeRef map) {
  yaml::NodeRef last;
  if (!map || map.kind() != yaml::Kind::mapping) return last;
  for (yaml::NodeRef key = map.first_child(); key && key.next(); key = key.next().next()) last = key;
  return last;
}

/// Where the service, network … begins that the parser was reading when it stopped: what is in the tree from there on
/// is half of what is written.
std::uint32_t start_of_last(const yaml::Tree& tree) {
  const std::vector<yaml::NodeRef> documents = tree.documents();
  const yaml::NodeRef section = documents.empty() ? yaml::NodeRef() : last_key(documents.back());
  if (!section) return 0;
  const yaml::NodeRef entry = last_key(section.next());
  return (entry ? entry : section).span().begin;
}

/// From where on a file that was not read to its end says nothing that can be relied on.
struct Cut {
  std::uint32_t texts = 0;  ///< where the parser stopped, or says that the mistake begins
  std::uint32_t keys = 0;   ///< the service, network … before that is read in half
};

std::map<FileId, Cut> find_cuts(const LoadState& state) {
  std::map<FileId, Cut> cuts;
  for (const FileId file : state.listed) {
    const yaml::Tree& tree = state.documents.yaml(file);
    if (tree.cut()) cuts.emplace(file, Cut{UINT32_MAX, start_of_last(tree)});
  }
  for (const Finding& finding : state.context.findings->list()) {
    const auto cut = cuts.find(finding.span.file);
    if (cut != cuts.end() && is_of_parser(finding.rule))
      cut->second.texts = std::min(cut->second.texts, finding.span.begin);
  }
  return cuts;
}

bool is_of_variables(RuleId rule) {
  return rule == RuleId::variable_unset || rule == RuleId::variable_syntax || rule == RuleId::variable_required;
}

}  // namespace

void drop_misleading(LoadState& state, std::size_t from) {
  if (!state.model.cut) return;
  const auto cuts = find_cuts(state);
  const auto misleads = [&](const Finding& finding) {
    if (is_of_parser(finding.rule)) return false;
    if (finding.rule == RuleId::reference_undefined || finding.rule == RuleId::key_missing) return true;
    const auto cut = cuts.find(finding.span.file);
    if (cut == cuts.end()) return false;
    const auto [texts, keys] = cut->second;
    return finding.span.end > (is_of_variables(finding.rule) ? texts : std::min(texts, keys));
  };
  std::vector<Finding>& findings = state.context.findings->list();
  findings.erase(std::remove_if(findings.begin() + static_cast<std::ptrdiff_t>(from), findings.end(), misleads),
                 findings.end());
}

}  // namespace mailu_lint
