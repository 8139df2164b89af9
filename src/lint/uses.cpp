#include "lint/uses.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include <mailu_lint/rule.hpp>

namespace mailu_lint {
namespace {

/// Further uses that are shown: enough to see which anchor it is about.
constexpr std::size_t most_uses = 3;

/// Said by a rule that looks at what the files mean, not at how they are written.
bool is_about_meaning(const Finding& finding) {
  return entry(finding.rule).rule->check != nullptr;
}

bool is_related(const Finding& finding, Span span) {
  return std::ranges::find(finding.related, span, &Related::span) != finding.related.end();
}

/// Related places stay where they are written; the alias that brings them follows.
void show_related_uses(Finding& finding) {
  if (std::ranges::none_of(finding.related, [](const Related& related) { return related.span.aliased(); })) return;
  std::vector<Related> related = std::exchange(finding.related, {});
  for (Related& one : related) {
    const Span use = one.span.use();
    const bool aliased = one.span.aliased();
    one.span = one.span.written();
    finding.related.push_back(std::move(one));
    if (aliased && use != finding.span.use() && !is_related(finding, use))
      finding.related.push_back({use, "used here"});
  }
}

void limit_fix(Finding& finding) {
  if (!finding.fix) return;
  bool aliased = false;
  for (Edit& edit : finding.fix->edits) {
    aliased |= edit.span.aliased();
    edit.span = edit.span.written();
  }
  if (!aliased || !is_about_meaning(finding)) return;
  finding.fix->safety = FixSafety::unsafe;
  finding.fix->message += ", for everything that uses the anchor";
}

void show_use(Finding& finding) {
  const Span use = finding.span.use();
  finding.span = finding.span.written();
  if (!is_about_meaning(finding)) {
    if (!is_related(finding, use)) finding.related.push_back({use, "used here"});
    return;
  }
  std::string label = std::exchange(finding.label, "used here");
  if (label.empty()) label = "written here";
  finding.related.insert(finding.related.begin(), {finding.span, std::move(label)});
  finding.definition = std::exchange(finding.span, use);
}

}  // namespace

void show_uses(std::vector<Finding>& findings) {
  for (Finding& finding : findings) {
    show_related_uses(finding);
    limit_fix(finding);
    if (finding.span.aliased()) show_use(finding);
  }
}

void join_uses(std::vector<Finding>& findings) {
  struct Joined {
    std::size_t place = 0;
    std::size_t uses = 0;
  };
  std::map<std::tuple<RuleId, Span, std::string>, Joined> first;
  std::vector<Finding> kept;
  for (Finding& finding : findings) {
    if (finding.definition) {
      const auto [known, is_new] =
          first.try_emplace({finding.rule, *finding.definition, finding.message}, Joined{kept.size()});
      if (!is_new) {
        Finding& earlier = kept[known->second.place];
        if (finding.span != earlier.span && ++known->second.uses <= most_uses && !is_related(earlier, finding.span)) {
          earlier.related.push_back({finding.span, "used here too"});
        }
        continue;
      }
    }
    kept.push_back(std::move(finding));
  }
  findings = std::move(kept);
}

}  // namespace mailu_lint
