// One line a finding in GCC's form, which vim's default errorformat and VS Code's `$gcc` matcher read. The column
// counts bytes, as vim does.
#include "report/columns.hpp"
#include "report/formats.hpp"
#include "report/unicode.hpp"

namespace mailu_lint {

std::string write_concise(const Run& run, const ReportOptions&) {
  std::string out;
  Columns columns(ColumnUnit::byte);
  for (const RunFinding& item : run.findings) {
    const Position at = columns.position(item.file(), item->span.begin);
    const std::string path = visible(item.file().path(), Charset::utf8);  // a name may hold what a terminal obeys
    if (path.starts_with("::") || path.starts_with("##")) out += "./";    // GitHub would take the line for a command
    out += path;
    out += ':' + std::to_string(at.line) + ':' + std::to_string(at.column) + ": ";
    out += to_string(item->severity);
    out += ": " + visible(item->message, Charset::utf8) + " [";
    out += name(item->rule);
    out += "]\n";
  }
  return out;
}

}  // namespace mailu_lint
