// SARIF 2.1.0 for code scanning. Made so that GitHub, the multitool's rules and the JSON schema have nothing to say;
// what is left out is left out on purpose: no absolute path, host, time, command line or source text.
#include <algorithm>
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

#include <mailu_lint/rule.hpp>
#include <mailu_lint/version.hpp>

#include "lint/fingerprint.hpp"
#include "report/columns.hpp"
#include "report/formats.hpp"
#include "report/links.hpp"
#include "report/paths.hpp"
#include "report/secrets.hpp"
#include "report/unicode.hpp"

namespace mailu_lint {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view base_id = "SRCROOT";
constexpr std::uint32_t longest_snippet = 2000;  // bytes; GitHub takes 10 MB for all results

/// Braces around a single value mean an array to one compiler and the value itself to another.
Json list_of(Json single) {
  Json list = Json::array();
  list.push_back(std::move(single));
  return list;
}

/// "open-relay-ingress" → "OpenRelayIngress"
std::string pascal_case(std::string_view kebab) {
  std::string text;
  bool capital = true;
  for (const char c : kebab) {
    if (c != '-') text += capital && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    capital = c == '-';
  }
  return text;
}

std::string sentence(std::string_view text) {
  std::string result(text);
  if (!result.empty() && result.back() != '.' && result.back() != '?') result += '.';
  return result;
}

/// User text as part of a SARIF message: `${X}` as `$X` (viewers take it for a placeholder), braces doubled, and no
/// `[x](y)` that would become a link.
std::string message_text(std::string_view text) {
  std::string result;
  bool variable = false;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint code = decode_utf8(text, i);
    const char c = text[i];
    const char previous = result.empty() ? ' ' : result.back();
    if (c == '{' && previous == '$') {
      variable = true;
    } else if (c == '}' && variable) {
      variable = false;
    } else if (c == '{' || c == '}') {
      result += std::string(2, c);
    } else if (c == '(' && previous == ']') {
      result += " (";
    } else {
      result += visible(code, static_cast<unsigned char>(c), Charset::utf8);
    }
    i += code.length;
  }
  return result;
}

/// The same inside `[…](id)`.
std::string link_text(std::string_view text) {
  std::string result;
  for (const char c : message_text(text)) {
    if (c == '[' || c == ']') result += '\\';
    result += c;
  }
  return result;
}

/// The first paragraph below the title and the line of facts, on one line.
std::string first_paragraph(std::string_view page) {
  std::string paragraph;
  while (!page.empty()) {
    const std::size_t end = std::min(page.find('\n'), page.size());
    const std::string_view line = page.substr(0, end);
    page.remove_prefix(std::min(end + 1, page.size()));
    const bool prose = !line.empty() && !line.starts_with('#') && !line.starts_with("**");
    if (!prose && !paragraph.empty()) break;
    if (!prose) continue;
    if (!paragraph.empty()) paragraph += ' ';
    paragraph += line;
  }
  constexpr std::size_t longest = 1024;
  if (paragraph.size() > longest) {
    paragraph.resize(code_point_start(paragraph, longest - 3));
    paragraph += "...";
  }
  return paragraph;
}

Severity severity_of(RuleId id, const ReportOptions& options) {
  Severity severity = entry(id).rule->severity;
  for (const auto& [rule, chosen] : options.severities) {
    if (rule == id) severity = chosen;
  }
  return severity;
}

Json rule_properties(const Rule& rule, Severity severity) {
  Json tags = Json::array({"mailu", to_string(rule.category)});
  if (rule.security_severity > 0) tags.push_back("security");
  if (rule.cwe != 0) {
    std::array<char, 32> tag{};
    std::snprintf(tag.data(), tag.size(), "external/cwe/cwe-%03d", rule.cwe);
    tags.push_back(tag.data());
  }
  Json properties = {{"tags", std::move(tags)},
                     {"precision", "high"},
                     {"problem.severity", severity == Severity::note ? "recommendation" : to_string(severity)}};
  if (rule.security_severity > 0) {
    std::array<char, 16> number{};
    std::snprintf(number.data(), number.size(), "%.1f", rule.security_severity);
    properties["security-severity"] = number.data();
  }
  return properties;
}

Json describe_rule(RuleId id, const ReportOptions& options) {
  const RuleEntry& known = entry(id);
  const Severity severity = severity_of(id, options);
  const std::string paragraph = first_paragraph(known.page);
  return {{"id", known.name},
          {"name", pascal_case(known.name)},
          {"shortDescription", {{"text", sentence(known.rule->summary)}}},
          {"fullDescription", {{"text", sentence(paragraph.empty() ? known.rule->summary : paragraph)}}},
          {"help", {{"text", known.page}, {"markdown", known.page}}},
          {"helpUri", rule_url(known.name)},
          {"defaultConfiguration", {{"level", to_string(severity)}}},
          {"properties", rule_properties(*known.rule, severity)}};
}

class Writer {
 public:
  Writer(const Run& run, const ReportOptions& options) : paths_(run, options), mask_(run) {}

  Json result(const RunFinding& item) {
    const SourceSet& sources = *item.sources;
    Json location = {{"physicalLocation", place(sources, item->span)}};
    if (!item->key_path.empty()) location["logicalLocations"] = list_of({{"fullyQualifiedName", item->key_path}});
    Json json = {{"ruleId", name(item->rule)},
                 {"ruleIndex", static_cast<std::size_t>(item->rule)},
                 {"level", to_string(item->severity)},
                 {"message", {{"text", message(*item)}}},
                 {"locations", list_of(std::move(location))}};
    if (!item->related.empty()) json["relatedLocations"] = related(item);
    if (item->fix && !shows_secret(sources, *item->fix, mask_)) json["fixes"] = list_of(fix(sources, *item->fix));
    json["partialFingerprints"] = {{fingerprint_key, fingerprints_.of(*item, paths_.relative(item.file().path()))}};
    return json;
  }

 private:
  /// The finding, the remedy, and links to the other places.
  static std::string message(const Finding& finding) {
    std::string text = sentence(message_text(finding.message));
    if (!finding.help.empty()) text += " Remedy: " + sentence(message_text(finding.help));
    std::string links;
    for (std::size_t i = 0; i < finding.related.size(); ++i) {
      const std::string& label = finding.related[i].message;
      links += (links.empty() ? " See: [" : ", [") + link_text(label.empty() ? "the other place" : label) + "](" +
               std::to_string(i + 1) + ")";
    }
    return links.empty() ? text : text + links + '.';
  }

  Json artifact(const SourceFile& file) const { return {{"uri", paths_.uri(file.path())}, {"uriBaseId", base_id}}; }

  static Json region_json(const Region& region) {
    return {{"startLine", region.start.line},
            {"startColumn", region.start.column},
            {"endLine", region.end.line},
            {"endColumn", region.end.column}};
  }

  Json place(const SourceSet& sources, Span span) {
    const SourceFile& file = sources[span.file];
    const Span shown = cut_to_first_line(file, span);
    Json json = {{"artifactLocation", artifact(file)}, {"region", region_json(columns_.region(file, shown))}};
    if (shown.end - shown.begin <= longest_snippet) json["region"]["snippet"] = snippet(file, shown);
    const std::uint32_t line = file.position(shown.begin).line;
    const std::uint32_t first = std::max(line, 2U) - 1;
    const std::uint32_t last = std::min(line + 1, file.line_count());
    const Span around{span.file, offset(file, first, 0), offset(file, last, file.line(last).size())};
    const bool wider = around.begin < shown.begin || around.end > shown.end;
    if (wider && around.end - around.begin <= longest_snippet) {
      json["contextRegion"] = region_json(columns_.region(file, around));
      json["contextRegion"]["snippet"] = snippet(file, around);
    }
    return json;
  }

  static std::uint32_t offset(const SourceFile& file, std::uint32_t line, std::size_t bytes) {
    return static_cast<std::uint32_t>(static_cast<std::size_t>(file.line(line).data() - file.text().data()) + bytes);
  }

  Json snippet(const SourceFile& file, Span span) { return {{"text", masked_text(file, span, mask_)}}; }

  Json related(const RunFinding& item) {
    Json list = Json::array();
    for (std::size_t i = 0; i < item->related.size(); ++i) {
      const Related& other = item->related[i];
      list.push_back({{"id", i + 1}, {"physicalLocation", place(*item.sources, other.span)}});
      if (!other.message.empty()) list.back()["message"] = {{"text", sentence(message_text(other.message))}};
    }
    return list;
  }

  Json fix(const SourceSet& sources, const Fix& fix) {
    Json changes = Json::array();
    std::vector<FileId> files;
    for (const Edit& edit : fix.edits) {
      const SourceFile& file = sources[edit.span.file];
      auto known = std::ranges::find(files, edit.span.file);
      if (known == files.end()) {
        known = files.insert(files.end(), edit.span.file);
        changes.push_back({{"artifactLocation", artifact(file)}, {"replacements", Json::array()}});
      }
      changes[static_cast<std::size_t>(known - files.begin())]["replacements"].push_back(
          {{"deletedRegion", region_json(columns_.region(file, edit.span))},
           {"insertedContent", {{"text", edit.replacement}}}});
    }
    return {{"description", {{"text", sentence(message_text(fix.message))}}}, {"artifactChanges", std::move(changes)}};
  }

  ReportPaths paths_;
  Columns columns_{ColumnUnit::code_point};
  SecretMask mask_;
  Fingerprints fingerprints_;
};

Json notification(std::string_view level, const std::string& text) {
  return {{"level", level}, {"message", {{"text", sentence(message_text(text))}}}};
}

/// Whether everything was seen, and what was not.
Json invocation(const Run& run) {
  Json notifications = Json::array();
  bool complete = run.problems.empty();
  for (const std::string& problem : run.problems) notifications.push_back(notification("error", problem));
  for (const Checked& checked : run.deployments) {
    if (!checked.report.coverage.unreadable) continue;
    complete = false;
    notifications.push_back(notification("error", "some input could not be read"));
  }
  for (const Gap& gap : summarize(run).gaps) {
    std::string names;
    for (const RuleId rule : gap.rules) names += (names.empty() ? "" : ", ") + std::string(name(rule));
    notifications.push_back(notification("note", "rules not checked: " + names + " (" + gap.reason + ")"));
  }
  Json json = {{"executionSuccessful", complete}};
  if (!notifications.empty()) json["toolExecutionNotifications"] = std::move(notifications);
  return json;
}

Json driver(const ReportOptions& options) {
  Json rules = Json::array();
  for (std::size_t i = 0; i < all_rules().size(); ++i) rules.push_back(describe_rule(static_cast<RuleId>(i), options));
  return {{"name", "mailu-lint"},         {"fullName", "mailu-lint " + std::string(version())},
          {"organization", "mailu-lint"}, {"version", version()},
          {"semanticVersion", version()}, {"informationUri", homepage()},
          {"rules", std::move(rules)}};
}

}  // namespace

std::string write_sarif(const Run& run, const ReportOptions& options) {
  Writer writer(run, options);
  Json results = Json::array();
  for (const RunFinding& item : run.findings) results.push_back(writer.result(item));
  Json sarif_run = {{"tool", {{"driver", driver(options)}}},
                    {"invocations", list_of(invocation(run))},
                    {"originalUriBaseIds", {{base_id, {{"description", {{"text", "The root of the repository."}}}}}}},
                    {"columnKind", "unicodeCodePoints"},
                    {"results", std::move(results)}};
  const Json log = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", list_of(std::move(sarif_run))}};
  return log.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace mailu_lint
