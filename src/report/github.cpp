// Workflow commands that GitHub shows as annotations on the changed lines. GitHub shows ten of a level and step, so the
// most severe come first.
#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "report/columns.hpp"
#include "report/formats.hpp"
#include "report/paths.hpp"
#include "report/unicode.hpp"

namespace mailu_lint {
namespace {

/// As @actions/core escapes: the percent sign first, for the others become percent signs.
std::string escape(std::string_view text, std::string_view characters) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string escaped;
  for (const char c : text) {
    if (characters.find(c) == std::string_view::npos) {
      escaped += c;
      continue;
    }
    escaped += '%';
    escaped += digits[static_cast<unsigned char>(c) >> 4U];
    escaped += digits[static_cast<unsigned char>(c) & 0xFU];
  }
  return escaped;
}

std::string escape_data(std::string_view text) {
  return escape(text, "%\r\n");
}

std::string escape_property(std::string_view text) {
  return escape(text, "%\r\n:,");
}

std::string_view command(Severity severity) {
  return severity == Severity::note ? "notice" : to_string(severity);
}

bool reads_as_command(std::string_view text) {
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    line.remove_prefix(std::min(line.find_first_not_of(" +-\t"), line.size()));
    if (line.starts_with("::") || line.find("##[") != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

std::string without_commands(const std::string& text) {
  if (!reads_as_command(text)) return text;
  const std::string token = "mailu-lint-" + std::to_string(std::hash<std::string>()(text));
  return "::stop-commands::" + token + '\n' + text + "::" + token + "::\n";
}

std::string write_github(const Run& run, const ReportOptions& options) {
  const ReportPaths paths(run, options);
  Columns columns(ColumnUnit::code_point);
  std::vector<RunFinding> findings = run.findings;
  std::ranges::stable_sort(findings, std::ranges::greater{}, [](const RunFinding& item) { return item->severity; });
  std::string out;
  for (const RunFinding& item : findings) {
    const Region region = columns.first_line(item.file(), item->span);
    const std::string line = std::to_string(region.start.line);
    out += "::" + std::string(command(item->severity));
    out += " file=" + escape_property(valid_utf8(paths.relative(item.file().path())));
    out += ",line=" + line + ",endLine=" + line;
    out += ",col=" + std::to_string(region.start.column) + ",endColumn=" + std::to_string(region.end.column);
    out += ",title=" + escape_property(name(item->rule)) + "::";
    std::string message = visible(item->message, Charset::utf8);
    for (const Related& related : item->related) {
      const SourceFile& file = (*item.sources)[related.span.file];
      message += '\n' + paths.relative(file.path()) + ':' +
                 std::to_string(columns.position(file, related.span.begin).line) + ": " +
                 visible(related.message, Charset::utf8);
    }
    if (!item->help.empty()) message += "\nhelp: " + visible(item->help, Charset::utf8);
    out += escape_data(valid_utf8(message)) + '\n';
  }
  return out;
}

}  // namespace mailu_lint
