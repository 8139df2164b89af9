// JUnit's XML as Jenkins reads it: a suite a file, a failed case a finding, and one passed case for a file without any,
// so that a clean run is not an empty one.
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "report/columns.hpp"
#include "report/formats.hpp"
#include "report/xml.hpp"

namespace mailu_lint {
namespace {

std::string attribute(std::string_view key, std::string_view value) {
  return ' ' + std::string(key) + "=\"" + xml_text(value) + '"';
}

std::string counts(std::size_t tests, std::size_t failures) {
  return attribute("tests", std::to_string(tests)) + attribute("failures", std::to_string(failures)) +
         attribute("errors", "0");
}

}  // namespace

std::string write_junit(const Run& run, const ReportOptions&) {
  std::map<std::string_view, std::vector<const RunFinding*>> suites;
  for (const Checked& checked : run.deployments) {
    for (const std::string& file : checked.report.coverage.files_read) suites[file];
  }
  for (const RunFinding& item : run.findings) suites[item.file().path()].push_back(&item);

  std::string body;
  std::size_t tests = 0;
  Columns columns(ColumnUnit::code_point);
  std::set<std::string> names;
  for (const auto& [path, findings] : suites) {
    const std::size_t cases = findings.empty() ? 1 : findings.size();
    tests += cases;
    body += "  <testsuite" + attribute("name", path) + counts(cases, findings.size()) + ">\n";
    if (findings.empty()) body += "    <testcase" + attribute("classname", path) + attribute("name", path) + "/>\n";
    for (const RunFinding* item : findings) {
      const Position at = columns.position(item->file(), (*item)->span.begin);
      const std::string_view rule = name((*item)->rule);
      const std::string place =
          std::string(path) + ':' + std::to_string(at.line) + ':' + std::to_string(at.column) + ' ';
      std::string unique = place + std::string(rule);
      for (int i = 2; !names.insert(unique).second; ++i) unique = place + std::string(rule) + ' ' + std::to_string(i);
      body += "    <testcase" + attribute("classname", path) + attribute("name", unique) + ">\n";
      body += "      <failure" + attribute("type", to_string((*item)->severity)) +
              attribute("message", (*item)->message) + '>' + xml_text((*item)->help) + "</failure>\n";
      body += "    </testcase>\n";
    }
    body += "  </testsuite>\n";
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + attribute("name", "mailu-lint") +
         counts(tests, run.findings.size()) + ">\n" + body + "</testsuites>\n";
}

}  // namespace mailu_lint
