#include "lsp/code_actions.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <mailu_lint/rule.hpp>
#include <mailu_lint/rule_id.hpp>

#include "lsp/positions.hpp"
#include "lsp/suppress_comment.hpp"
#include "mailu/words.hpp"
#include "report/secrets.hpp"

namespace mailu_lint::lsp {
namespace {

/// A client may ask for a whole file, and each suppression is tried out before it is offered.
constexpr std::size_t most_suppressions = 10;

std::string capitalised(std::string text) {
  if (!text.empty()) text.front() = upper(text.front());
  return text;
}

FileEdits edits_of(const std::string& path, const View& view) {
  FileEdits edits{.uri = view.uri_of(path)};
  if (const Buffer* buffer = view.buffers.find_path(path)) edits.version = buffer->version;
  return edits;
}

CodeAction fix_action(const PlacedDiagnostic& placed, const View& view, Columns& columns) {
  const RunFinding& item = *placed.finding;
  const Fix& fix = *item->fix;
  const bool safe = fix.safety == FixSafety::safe;
  CodeAction action{.title = capitalised(fix.message) + (safe ? "" : " (unsafe: look at the result)"),
                    .preferred = safe,
                    .diagnostic = placed.diagnostic};
  std::map<FileId, FileEdits> files;
  for (const Edit& edit : fix.edits) {
    const SourceFile& file = (*item.sources)[edit.span.file];
    const auto [known, is_new] = files.try_emplace(edit.span.file);
    if (is_new) known->second = edits_of(file.path(), view);
    known->second.edits.push_back({range_of(columns.region(file, edit.span)), edit.replacement});
  }
  for (auto& [id, edits] : files) action.files.push_back(std::move(edits));
  return action;
}

/// Nothing where a comment would be part of a text, or hide nothing. A file that docker cannot read is never harmless.
std::optional<CodeAction> suppress_action(const PlacedDiagnostic& placed, const View& view) {
  const RunFinding& item = *placed.finding;
  if (item->rule == RuleId::yaml_syntax || item->rule == RuleId::env_syntax) return std::nullopt;
  const SourceFile& file = item.file();
  const SuppressComment comment = suppress_comment(file, item->span.begin, name(item->rule));
  std::string changed(file.text());
  changed.insert(comment.offset, comment.text);
  if (!hides_something(view.lint_with(file.path(), std::move(changed)), file.path(), comment)) return std::nullopt;
  CodeAction action{.title = "Suppress " + std::string(name(item->rule)) + " here; the reason is yours to write",
                    .diagnostic = placed.diagnostic};
  const Point at{placed.diagnostic.range.start.line, 0};
  action.files.push_back(edits_of(file.path(), view));
  action.files.back().edits.push_back({{at, at}, comment.text});
  return action;
}

}  // namespace

std::vector<CodeAction> code_actions(const CodeActionRequest& request, const View& view) {
  std::vector<CodeAction> fixes;
  std::vector<CodeAction> suppressions;
  if (!request.quick_fixes) return fixes;
  SecretMask mask(view.run);
  Columns columns(view.unit);
  std::size_t tried = 0;
  for (const PlacedDiagnostic& placed : view.placed) {
    if (!placed.finding || placed.uri != request.uri || !touches(placed.diagnostic.range, request.range)) continue;
    const RunFinding& item = *placed.finding;
    if (item->fix && !shows_secret(*item.sources, *item->fix, mask)) fixes.push_back(fix_action(placed, view, columns));
    if (!placed.is_place_to_edit || ++tried > most_suppressions) continue;
    if (auto action = suppress_action(placed, view)) suppressions.push_back(std::move(*action));
  }
  std::ranges::stable_sort(fixes, [](const auto& a, const auto& b) { return a.preferred && !b.preferred; });
  std::ranges::move(suppressions, std::back_inserter(fixes));
  return fixes;
}

}  // namespace mailu_lint::lsp
