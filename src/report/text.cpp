// For people at a terminal: each finding with its frames, then one line that sums up. Only ASCII decoration, so that a
// log file and a serial console show the same.
#include <algorithm>

#include <mailu_lint/rule.hpp>

#include "report/formats.hpp"
#include "report/frame.hpp"
#include "report/links.hpp"
#include "report/unicode.hpp"

namespace mailu_lint {
namespace {

std::string count(std::size_t number, std::string_view noun) {
  std::string text = std::to_string(number) + ' ';
  text += noun;
  if (number != 1) text += 's';
  return text;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += separator;
    text += part;
  }
  return text;
}

Charset charset(const ReportOptions& options) {
  return options.unicode ? Charset::utf8 : Charset::ascii;
}

std::string header(const Finding& finding, const FrameContext& context) {
  const Painter& painter = context.painter;
  const Style style = style_of(finding.severity);
  const std::string_view rule = name(finding.rule);
  std::string text = painter.paint(style, to_string(finding.severity)) + painter.paint(style, "[");
  text += painter.link(rule_url(rule), painter.paint(style, rule)) + painter.paint(style, "]");
  text += painter.paint(Style::bold, ": " + visible(finding.message, charset(context.options)));
  return text + '\n';
}

std::string found(const Summary& summary) {
  std::vector<std::string> severities;
  if (summary.errors > 0) severities.push_back(count(summary.errors, "error"));
  if (summary.warnings > 0) severities.push_back(count(summary.warnings, "warning"));
  if (summary.notes > 0) severities.push_back(count(summary.notes, "note"));
  return "Found " + count(summary.findings(), "problem") + " (" + join(severities, ", ") + ") in " +
         count(summary.files_with_findings, "file");
}

/// Reasons why rules were not checked; the third and later ones only when asked for.
std::vector<std::string> gaps(const Summary& summary, const ReportOptions& options) {
  constexpr std::size_t most = 2;
  std::vector<std::string> texts;
  if (options.detail == ReportOptions::Detail::verbose) return texts;
  for (const Gap& gap : summary.gaps) {
    if (texts.size() == most) {
      texts.push_back(count(summary.gaps.size() - most, "more reason") + " with --verbose");
      break;
    }
    texts.push_back(count(gap.rules.size(), "rule") + " not checked: " + visible(gap.reason, charset(options)));
  }
  return texts;
}

std::string summary_line(const Run& run, const ReportOptions& options) {
  const Summary summary = summarize(run);
  std::vector<std::string> parts;
  if (run.fixed > 0) parts.push_back("Fixed " + count(run.fixed, "problem"));
  if (summary.findings() > 0) {
    parts.push_back(found(summary));
  } else if (summary.deployments > 0) {
    parts.push_back("No problems found in " + count(summary.deployments, "deployment"));
  } else if (run.deployments.empty() && run.problems.empty() && run.fixed == 0) {
    return "No Mailu deployment found; nothing was checked\n";
  } else if (run.fixed == 0) {
    return "";
  }
  if (run.baselined > 0) parts.push_back(std::to_string(run.baselined) + " in the baseline");
  if (run.solved > 0) parts.push_back(std::to_string(run.solved) + " of the baseline no longer found");
  if (summary.suppressed > 0) parts.push_back(std::to_string(summary.suppressed) + " suppressed");
  if (summary.fixable > 0) parts.push_back(std::to_string(summary.fixable) + " fixable with --fix");
  if (summary.unsafe_fixable > 0) {
    parts.push_back(std::to_string(summary.unsafe_fixable) + " fixable with --unsafe-fixes");
  }
  std::ranges::move(gaps(summary, options), std::back_inserter(parts));
  return join(parts, "; ") + '\n';
}

/// What was looked at and how it was understood: `--verbose`.
std::string coverage(const Coverage& seen, const FrameContext& context) {
  const auto line = [&](std::string_view word, std::string_view text) {
    return "  " + context.painter.paint(Style::bold, word) + ": " + visible(text, charset(context.options)) + '\n';
  };
  std::string text =
      context.painter.paint(Style::bold, "deployment") + ": " +
      visible(seen.files_read.empty() ? "nothing read" : seen.files_read.front(), charset(context.options)) + '\n';
  if (!seen.files_read.empty()) text += line("read", join(seen.files_read, ", "));
  if (!seen.files_missing.empty()) text += line("missing", join(seen.files_missing, ", "));
  if (seen.target) {
    text += line("target", std::string(*seen.target == Target::swarm ? "swarm" : "compose") +
                               (seen.target_evidence.empty() ? "" : " (" + seen.target_evidence + ")"));
  }
  text += line("release", seen.release ? to_string(*seen.release) : "unknown");
  text += line("services", std::to_string(seen.services) + ", of Mailu " + std::to_string(seen.mailu_services));
  for (const Gap& gap : seen.gaps) {
    std::vector<std::string> names;
    for (const RuleId rule : gap.rules) names.emplace_back(name(rule));
    text += line("not checked", gap.reason + ": " + join(names, ", "));
  }
  return text;
}

}  // namespace

std::string write_text(const Run& run, const ReportOptions& options) {
  FrameContext context{
      .options = options, .painter = Painter(options.color, options.hyperlinks), .secrets = SecretMask(run)};
  std::string out;
  if (options.detail == ReportOptions::Detail::verbose) {
    for (const Checked& checked : run.deployments) out += coverage(checked.report.coverage, context) + '\n';
  }
  for (const RunFinding& item : run.findings) {
    out += header(*item, context);
    out += render_frames(item, context);
    out += '\n';
  }
  if (options.detail == ReportOptions::Detail::quiet) return out;
  out += summary_line(run, options);
  if (!run.findings.empty()) {
    const auto worst = std::ranges::max_element(run.findings, {}, [](const RunFinding& f) { return f->severity; });
    out += "For the reason behind a rule: mailu-lint explain " + std::string(name((*worst)->rule)) + '\n';
  }
  return out;
}

}  // namespace mailu_lint
