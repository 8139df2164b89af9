// A rule is a value (rules/<stem>.cpp) and a page (docs/rules/<name>.md), joined by name in rules/CMakeLists.txt.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include <mailu_lint/deployment.hpp>
#include <mailu_lint/finding.hpp>
#include <mailu_lint/release.hpp>

namespace mailu_lint {

enum class Category : std::uint8_t {
  relay,
  storage,
  swarm,
  network,
  settings,
  secrets,
  tls,
  images,
  stack,
  syntax,
  suppression
};
std::string_view to_string(Category category);

/// Whether the rule ever offers a fix, and the safety of it.
enum class Fixable : std::uint8_t { no, safely, unsafely };

struct Rule {
  Category category{};
  Severity severity{};
  ReleaseRange releases{};  ///< Mailu releases it applies to; default: every one
  Fixable fixable = Fixable::no;
  std::string_view summary{};    ///< one line, what is wrong: "TLS is switched off"
  int cwe = 0;                   ///< CWE number, 0 for none
  double security_severity = 0;  ///< CVSS-like 0.1–10.0 as GitHub code scanning reads it; 0: not a security rule
  /// Pure: reads the deployment, adds findings. nullptr for rules that the parser or the resolver reports.
  void (*check)(const Deployment& mail, Findings& findings) = nullptr;
};

/// A rule with its name and page: what the registry lists.
struct RuleEntry {
  std::string_view name{};  ///< kebab-case, never changes: "open-relay-ingress"
  const Rule* rule = nullptr;
  std::string_view page{};  ///< the Markdown of docs/rules/<name>.md
};

/// Every rule, in the order of RuleId, which is the order of names.
std::span<const RuleEntry> all_rules();
const RuleEntry& entry(RuleId id);
std::string_view name(RuleId id);
std::optional<RuleId> find_rule(std::string_view name);

}  // namespace mailu_lint
