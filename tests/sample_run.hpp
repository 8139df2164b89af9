// A run made by hand for the tests of the formats: two files, every kind of finding, and everything that formats get
// wrong (a path with a blank, brackets, a percent sign and an umlaut; an umlaut and an emoji before the column).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <mailu_lint/report.hpp>

#include "support.hpp"

namespace mailu_lint::test {

/// A deployment under construction: texts, and findings whose places are found by what stands there.
class SampleDeployment {
 public:
  explicit SampleDeployment(FileReader& reader) { checked_.sources = std::make_unique<SourceSet>(reader); }

  FileId add_file(std::string path, std::string text) {
    checked_.report.coverage.files_read.push_back(path);
    return checked_.sources->add(std::move(path), std::move(text));
  }
  /// The first occurrence of `what`, which must be there.
  Span at(FileId file, std::string_view what) const;
  Finding& add(std::string_view rule, Severity severity, Span span, std::string message);
  Report& report() { return checked_.report; }
  Checked take() { return std::move(checked_); }

 private:
  Checked checked_;
};

RuleId rule(std::string_view name);
/// One deployment, four findings.
Run sample_run();
/// One deployment, nothing found.
Run clean_run();

}  // namespace mailu_lint::test
