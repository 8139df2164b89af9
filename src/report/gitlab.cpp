// GitLab's Code Quality report. GitLab knows a finding by rule, file and lines: two of one rule on one line become one.
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

#include "lint/fingerprint.hpp"
#include "report/columns.hpp"
#include "report/formats.hpp"
#include "report/paths.hpp"

namespace mailu_lint {
namespace {

using Json = nlohmann::ordered_json;

std::string_view severity_text(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "critical";
    case Severity::warning:
      return "major";
    case Severity::note:
      return "minor";
  }
  return "";
}

}  // namespace

std::string write_gitlab(const Run& run, const ReportOptions& options) {
  const ReportPaths paths(run, options);
  Columns columns(ColumnUnit::code_point);
  Fingerprints fingerprints;
  std::map<std::tuple<RuleId, std::string, std::uint32_t>, std::size_t> known;
  Json list = Json::array();
  for (const RunFinding& item : run.findings) {
    const std::string path = paths.relative(item.file().path());
    const std::uint32_t line = columns.position(item.file(), item->span.begin).line;
    const auto [same, is_new] = known.try_emplace({item->rule, path, line}, list.size());
    if (!is_new) {
      auto& description = list[same->second]["description"].get_ref<std::string&>();
      description += "; " + item->message;
      continue;
    }
    std::string description = std::string(name(item->rule)) + ": " + item->message;
    if (!item->help.empty()) description += " (" + item->help + ")";
    list.push_back({{"description", std::move(description)},
                    {"check_name", name(item->rule)},
                    {"fingerprint", fingerprints.of(*item, path)},
                    {"severity", severity_text(item->severity)},
                    {"location", {{"path", path}, {"lines", {{"begin", line}, {"end", line}}}}}});
  }
  return list.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace mailu_lint
