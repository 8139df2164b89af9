#include "lint/finish.hpp"

#include <algorithm>
#include <tuple>

#include "lint/uses.hpp"

namespace mailu_lint {
namespace {

/// Of `NAME=value` in an env file it is NAME; of anything else nothing.
std::string setting_name(const SourceFile& source, Span span) {
  std::string_view line = source.line(source.position(span.begin).line);
  const std::size_t begin = line.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  line.remove_prefix(begin);
  constexpr std::string_view prefix = "export ";
  if (line.starts_with(prefix)) line.remove_prefix(prefix.size());
  const std::size_t end = line.find_first_of("=: \t");
  if (end == std::string_view::npos || line.starts_with('#')) return {};
  return std::string(line.substr(0, end));
}

std::string key_path(const Documents& documents, Span span) {
  const SourceFile& source = documents.sources()[span.file];
  if (const yaml::Tree* tree = documents.parsed(span.file)) return tree->key_path(span);
  return setting_name(source, span);
}

auto order(const Finding& finding) {
  return std::tie(finding.span.file, finding.span.begin, finding.rule, finding.span.end, finding.message,
                  finding.definition);
}

void complete(Finding& finding, const Documents& documents, const Options& options) {
  const auto chosen = std::ranges::find(options.severities, finding.rule, &std::pair<RuleId, Severity>::first);
  if (chosen != options.severities.end()) finding.severity = chosen->second;
  if (finding.key_path.empty()) finding.key_path = key_path(documents, finding.span);
}

}  // namespace

bool is_enabled(const Options& options, RuleId rule) {
  const auto index = static_cast<std::size_t>(rule);
  return index >= options.enabled.size() || options.enabled[index];
}

void finish(std::vector<Finding>& findings, const Documents& documents, const Options& options) {
  std::erase_if(findings, [&](const Finding& finding) { return !is_enabled(options, finding.rule); });
  std::ranges::stable_sort(findings, [](const Finding& a, const Finding& b) { return order(a) < order(b); });
  const auto same = [](const Finding& a, const Finding& b) { return order(a) == order(b); };
  findings.erase(std::unique(findings.begin(), findings.end(), same), findings.end());
  join_uses(findings);
  for (Finding& finding : findings) complete(finding, documents, options);
}

void finish(std::vector<Suppressed>& suppressed, const Documents& documents, const Options& options) {
  std::erase_if(suppressed, [&](const Suppressed& one) { return !is_enabled(options, one.finding.rule); });
  for (Suppressed& one : suppressed) complete(one.finding, documents, options);
}

}  // namespace mailu_lint
