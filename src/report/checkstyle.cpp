// Checkstyle's XML, which many build servers read.
#include <string_view>

#include "report/columns.hpp"
#include "report/formats.hpp"
#include "report/xml.hpp"

namespace mailu_lint {

std::string write_checkstyle(const Run& run, const ReportOptions&) {
  Columns columns(ColumnUnit::code_point);
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n";
  std::string_view current;
  for (const RunFinding& item : run.findings) {
    if (item.file().path() != current) {
      if (!current.empty()) out += "  </file>\n";
      current = item.file().path();
      out += "  <file name=\"" + xml_text(current) + "\">\n";
    }
    const Position at = columns.position(item.file(), item->span.begin);
    out += "    <error line=\"" + std::to_string(at.line) + "\" column=\"" + std::to_string(at.column) + '"';
    out += " severity=\"" + std::string(item->severity == Severity::note ? "info" : to_string(item->severity)) + '"';
    out += " message=\"" + xml_text(item->message);
    if (!item->help.empty()) out += xml_text("; " + item->help);
    out += "\" source=\"mailu-lint." + std::string(name(item->rule)) + "\"/>\n";
  }
  if (!current.empty()) out += "  </file>\n";
  return out + "</checkstyle>\n";
}

}  // namespace mailu_lint
