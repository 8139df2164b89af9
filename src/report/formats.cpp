#include "report/formats.hpp"

#include <algorithm>

namespace mailu_lint {
namespace {

constexpr Format formats[] = {
    {"text", "frames of the source with the reason and the remedy, for people", write_text},
    {"concise", "one line a finding, as compilers write it: file:line:column: severity: message [rule]", write_concise},
    {"json", "everything that is known, for programs; docs/schema/report.schema.json describes it", write_json},
    {"sarif", "SARIF 2.1.0, for code scanning", write_sarif},
    {"github", "annotations of GitHub Actions", write_github},
    {"gitlab", "GitLab Code Quality", write_gitlab},
    {"junit", "JUnit XML, a case a finding", write_junit},
    {"checkstyle", "Checkstyle XML", write_checkstyle},
    {"rdjson", "Reviewdog Diagnostic Format", write_rdjson},
};

}  // namespace

std::span<const Format> all_formats() {
  return formats;
}

const Format* find_format(std::string_view name) {
  const auto found = std::ranges::find(formats, name, &Format::name);
  return found == std::end(formats) ? nullptr : found;
}

}  // namespace mailu_lint
