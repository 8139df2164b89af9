// Everything that is known of a run, for programs. Versioned; docs/schema/report.schema.json describes it.
#include <nlohmann/json.hpp>

#include <mailu_lint/rule.hpp>
#include <mailu_lint/version.hpp>

#include "lint/fingerprint.hpp"
#include "report/columns.hpp"
#include "report/formats.hpp"
#include "report/links.hpp"
#include "report/paths.hpp"
#include "report/secrets.hpp"

namespace mailu_lint {
namespace {

using Json = nlohmann::ordered_json;

constexpr int format_version = 1;

class Writer {
 public:
  Writer(const Run& run, const ReportOptions& options) : paths_(run, options), mask_(run) {}

  Json finding(const RunFinding& item) {
    Json json = {{"rule", name(item->rule)},
                 {"severity", to_string(item->severity)},
                 {"category", to_string(entry(item->rule).rule->category)},
                 {"message", item->message}};
    if (!item->label.empty()) json["label"] = item->label;
    if (!item->help.empty()) json["help"] = item->help;
    json["url"] = rule_url(name(item->rule));
    json["place"] = place(*item.sources, item->span);
    if (!item->key_path.empty()) json["key"] = item->key_path;
    json["related"] = Json::array();
    for (const Related& related : item->related) {
      json["related"].push_back({{"message", related.message}, {"place", place(*item.sources, related.span)}});
    }
    if (item->fix && !shows_secret(*item.sources, *item->fix, mask_)) json["fix"] = fix(*item.sources, *item->fix);
    json["fingerprint"] = fingerprints_.of(*item, paths_.relative(item.file().path()));
    json["deployment"] = item.deployment;
    return json;
  }

 private:
  Json place(const SourceSet& sources, Span span) {
    const SourceFile& file = sources[span.file];
    const Region region = columns_.region(file, span);
    return {{"file", file.path()},
            {"line", region.start.line},
            {"column", region.start.column},
            {"end_line", region.end.line},
            {"end_column", region.end.column},
            {"offset", span.begin},
            {"end_offset", std::max(span.begin, span.end)}};
  }

  Json fix(const SourceSet& sources, const Fix& fix) {
    Json edits = Json::array();
    for (const Edit& edit : fix.edits) {
      edits.push_back({{"place", place(sources, edit.span)}, {"replacement", edit.replacement}});
    }
    return {{"message", fix.message}, {"safe", fix.safety == FixSafety::safe}, {"edits", std::move(edits)}};
  }

  ReportPaths paths_;
  Columns columns_{ColumnUnit::code_point};
  SecretMask mask_;
  Fingerprints fingerprints_;
};

Json rule_names(const std::vector<RuleId>& rules) {
  Json names = Json::array();
  for (const RuleId rule : rules) names.push_back(name(rule));
  return names;
}

Json gaps(const std::vector<Gap>& list) {
  Json json = Json::array();
  for (const Gap& gap : list) json.push_back({{"reason", gap.reason}, {"rules", rule_names(gap.rules)}});
  return json;
}

Json deployment(const Report& report) {
  const Coverage& seen = report.coverage;
  Json json = {{"files", seen.files_read},
               {"missing", seen.files_missing},
               {"mailu", seen.applicable},
               {"complete", !seen.unreadable}};
  if (seen.target) {
    json["target"] = *seen.target == Target::swarm ? "swarm" : "compose";
    json["target_evidence"] = seen.target_evidence;
  }
  if (seen.release) json["release"] = to_string(*seen.release);
  json["services"] = seen.services;
  json["mailu_services"] = seen.mailu_services;
  json["suppressed"] = report.suppressed.size();
  json["not_checked"] = gaps(seen.gaps);
  return json;
}

Json summary(const Run& run) {
  const Summary total = summarize(run);
  return {{"errors", total.errors},         {"warnings", total.warnings},
          {"notes", total.notes},           {"files_with_findings", total.files_with_findings},
          {"suppressed", total.suppressed}, {"baselined", run.baselined},
          {"fixable", total.fixable},       {"unsafe_fixable", total.unsafe_fixable}};
}

}  // namespace

std::string write_json(const Run& run, const ReportOptions& options) {
  Writer writer(run, options);
  Json json = {{"version", format_version}, {"tool", {{"name", "mailu-lint"}, {"version", version()}}}};
  json["findings"] = Json::array();
  for (const RunFinding& item : run.findings) json["findings"].push_back(writer.finding(item));
  json["deployments"] = Json::array();
  for (const Checked& checked : run.deployments) json["deployments"].push_back(deployment(checked.report));
  json["problems"] = run.problems;
  json["summary"] = summary(run);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace mailu_lint
