// The writers behind the table of formats, one file each.
#pragma once

#include <string>

#include <mailu_lint/report.hpp>

namespace mailu_lint {

std::string write_text(const Run& run, const ReportOptions& options);
std::string write_concise(const Run& run, const ReportOptions& options);
std::string write_json(const Run& run, const ReportOptions& options);
std::string write_sarif(const Run& run, const ReportOptions& options);
std::string write_github(const Run& run, const ReportOptions& options);
/// Text that is no command, but has lines that GitHub would take for some: GitHub is told to take none.
std::string without_commands(const std::string& text);
std::string write_gitlab(const Run& run, const ReportOptions& options);
std::string write_junit(const Run& run, const ReportOptions& options);
std::string write_checkstyle(const Run& run, const ReportOptions& options);
std::string write_rdjson(const Run& run, const ReportOptions& options);

}  // namespace mailu_lint
