// Reviewdog Diagnostic Format. Its columns count UTF-8 bytes.
#include <nlohmann/json.hpp>

#include "report/columns.hpp"
#include "report/formats.hpp"
#include "report/links.hpp"
#include "report/paths.hpp"
#include "report/secrets.hpp"

namespace mailu_lint {
namespace {

using Json = nlohmann::ordered_json;

std::string_view severity_text(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "ERROR";
    case Severity::warning:
      return "WARNING";
    case Severity::note:
      return "INFO";
  }
  return "";
}

Json range(const Region& region) {
  return {{"start", {{"line", region.start.line}, {"column", region.start.column}}},
          {"end", {{"line", region.end.line}, {"column", region.end.column}}}};
}

/// A suggestion is one edit in the finding's own file, and reviewers apply it with a click: only what is safe.
bool suggestible(const RunFinding& item, SecretMask& mask) {
  return item->fix && item->fix->safety == FixSafety::safe && item->fix->edits.size() == 1 &&
         item->fix->edits.front().span.file == item->span.file && !shows_secret(*item.sources, *item->fix, mask);
}

}  // namespace

std::string write_rdjson(const Run& run, const ReportOptions& options) {
  const ReportPaths paths(run, options);
  Columns columns(ColumnUnit::byte);
  SecretMask mask(run);
  const auto location = [&](const SourceSet& sources, Span span) -> Json {
    const SourceFile& file = sources[span.file];
    return {{"path", paths.relative(file.path())}, {"range", range(columns.region(file, span))}};
  };
  Json diagnostics = Json::array();
  for (const RunFinding& item : run.findings) {
    std::string message = item->message;
    if (!item->help.empty()) message += "\nhelp: " + item->help;
    Json json = {{"message", std::move(message)},
                 {"location", location(*item.sources, item->span)},
                 {"severity", severity_text(item->severity)},
                 {"code", {{"value", name(item->rule)}, {"url", rule_url(name(item->rule))}}}};
    if (!item->related.empty()) json["related_locations"] = Json::array();
    for (const Related& related : item->related) {
      json["related_locations"].push_back(
          {{"message", related.message}, {"location", location(*item.sources, related.span)}});
    }
    if (suggestible(item, mask)) {
      const Edit& edit = item->fix->edits.front();
      json["suggestions"] = Json::array();
      json["suggestions"].push_back(
          {{"range", range(columns.region(item.file(), edit.span))}, {"text", edit.replacement}});
    }
    diagnostics.push_back(std::move(json));
  }
  const Json document = {{"source", {{"name", "mailu-lint"}, {"url", homepage()}}},
                         {"diagnostics", std::move(diagnostics)}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace mailu_lint
