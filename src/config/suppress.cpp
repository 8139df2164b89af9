#include "config/suppress.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <mailu_lint/rule_id.hpp>

#include "config/locations.hpp"

namespace mailu_lint {
namespace {

/// Of `services.front.ports[0]` it is `front`, of `services["web.mail"].image` it is `web.mail`.
std::string_view service_of(std::string_view key_path) {
  constexpr std::string_view plain = "services.";
  constexpr std::string_view quoted = "services[\"";
  if (key_path.starts_with(plain)) {
    key_path.remove_prefix(plain.size());
    return key_path.substr(0, key_path.find_first_of(".["));
  }
  if (!key_path.starts_with(quoted)) return {};
  key_path.remove_prefix(quoted.size());
  return key_path.substr(0, key_path.find('"'));
}

/// The patterns name the file, or a directory above it.
bool names_path(const IgnoreRules& patterns, std::string_view path) {
  for (std::size_t end = path.find('/'); end != std::string_view::npos; end = path.find('/', end + 1)) {
    if (patterns.verdict(path.substr(0, end), PathKind::directory) == IgnoreRules::Verdict::ignored) return true;
  }
  return patterns.verdict(path, PathKind::file) == IgnoreRules::Verdict::ignored;
}

class Suppressor {
 public:
  Suppressor(SourceSet& sources, const Configuration& configuration, const Options& options)
      : sources_(sources), configuration_(configuration), options_(options) {}

  void run(Report& report) {
    std::vector<Finding> kept;
    for (Finding& finding : report.findings) {
      const ConfiguredSuppression* suppression = match(finding);
      if (suppression) {
        report.suppressed.push_back({std::move(finding), place(*suppression), suppression->reason});
      } else {
        kept.push_back(std::move(finding));
      }
    }
    report.findings = std::move(kept);
    for (const ConfiguredSuppression* suppression : expired_) report.findings.push_back(ended(*suppression));
  }

 private:
  const ConfiguredSuppression* match(const Finding& finding) {
    for (const ConfiguredSuppression& suppression : configuration_.suppressions) {
      if (!covers(suppression, finding)) continue;
      const bool over = !suppression.until.empty() && options_.today && *options_.today > suppression.until;
      if (!over) return &suppression;
      expired_.insert(&suppression);
    }
    return nullptr;
  }

  bool covers(const ConfiguredSuppression& suppression, const Finding& finding) {
    if (std::ranges::find(suppression.rules, finding.rule) == suppression.rules.end()) return false;
    if (!suppression.services.empty()) {
      const std::string_view service = service_of(finding.key_path);
      if (std::ranges::find(suppression.services, service) == suppression.services.end()) return false;
    }
    if (!suppression.paths) return true;
    std::string& file = files_[finding.span.file];
    if (file.empty()) file = canonical_path(sources_[finding.span.file].path());
    const auto below = path_below(directory_, file);
    return below && names_path(*suppression.paths, *below);
  }

  Span place(const ConfiguredSuppression& suppression) {
    if (!file_) file_ = sources_.add(configuration_.path, configuration_.text);
    return {*file_, suppression.span.begin, suppression.span.end};
  }

  Finding ended(const ConfiguredSuppression& suppression) {
    const RuleId rule = RuleId::suppression_expired;
    const auto chosen = std::ranges::find(options_.severities, rule, &std::pair<RuleId, Severity>::first);
    return {.rule = rule,
            .severity = chosen != options_.severities.end() ? chosen->second : entry(rule).rule->severity,
            .span = place(suppression),
            .message = "the suppression ended with " + suppression.until + "; what it hid is reported again",
            .help = "solve what it hides, or set another day",
            .key_path = "suppressions"};
  }

  SourceSet& sources_;
  const Configuration& configuration_;
  const Options& options_;
  std::string directory_ = canonical_path(configuration_.directory);
  std::map<FileId, std::string> files_;  // each looked up on the disk once
  std::set<const ConfiguredSuppression*> expired_;
  std::optional<FileId> file_;
};

}  // namespace

void suppress(Report& report, SourceSet& sources, const Configuration& configuration, const Options& options) {
  if (!options.suppressions || configuration.suppressions.empty()) return;
  Suppressor(sources, configuration, options).run(report);
}

}  // namespace mailu_lint
