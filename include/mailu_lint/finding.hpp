// What a rule says: where, how bad, why, and what to do. Reporters print findings; they never decide anything.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <mailu_lint/located.hpp>
#include <mailu_lint/source.hpp>

namespace mailu_lint {

/// SARIF's own levels (SARIF 2.1.0, 3.27.10).
enum class Severity : std::uint8_t { note, warning, error };
std::string_view to_string(Severity severity);

/// Index of a rule in the registry. The values are generated from rules/CMakeLists.txt into <mailu_lint/rule_id.hpp>,
/// which only the parser and the resolver need: a rule's own check is stamped by the runner.
enum class RuleId : std::uint16_t;

/// A second place that belongs to the story, with its own short label.
struct Related {
  Span span{};
  std::string message{};
};

/// Replace the bytes of `span` by `replacement`.
struct Edit {
  Span span{};
  std::string replacement{};
};

enum class FixSafety : std::uint8_t {
  safe,    ///< applied by `--fix`: the meaning for docker and Mailu is what the user meant
  unsafe,  ///< applied only by `--unsafe-fixes`: right in most deployments, to be looked at
};

struct Fix {
  std::string message{};  ///< imperative, lower case: "write the address in brackets"
  FixSafety safety = FixSafety::safe;
  std::vector<Edit> edits{};
};

/// One hazard at one place.
struct Finding {
  RuleId rule{};
  Severity severity{};
  Span span{};            ///< where the reader must edit; the place of use when an alias brought the text there
  std::string message{};  ///< the fact first, then the consequence; see docs/message-style.md
  std::string label{};    ///< short text beside the underlined span; may be empty
  std::string help{};     ///< the remedy, one line
  std::vector<Related> related{};
  std::optional<Fix> fix{};
  std::string evidence{};  ///< what tells this finding from another of the same rule at the same key; never a secret
  std::optional<Span> definition{};  ///< the anchored text when `span` is an alias; among `related`, too
  std::string key_path{};            ///< `services.front.ports[0]` or the setting's name; filled in by the pipeline
};

/// Something that kept a rule from being checked: "mailu.env not found", "`VERSION` is not set".
struct Gap {
  std::string reason{};
  std::vector<RuleId> rules{};
};

/// Adds detail to the finding just reported: `findings.add(span, "…").label("…").also(span2, "…").help("…")`.
class FindingBuilder {
 public:
  explicit FindingBuilder(Finding& finding) : finding_(&finding) {}

  FindingBuilder& label(std::string text) {
    finding_->label = std::move(text);
    return *this;
  }
  FindingBuilder& help(std::string text) {
    finding_->help = std::move(text);
    return *this;
  }
  FindingBuilder& evidence(std::string text) {
    finding_->evidence = std::move(text);
    return *this;
  }
  /// For the few rules whose weaker variant has a severity of its own.
  FindingBuilder& severity(Severity severity) {
    finding_->severity = severity;
    return *this;
  }
  FindingBuilder& also(Span span, std::string message) {
    finding_->related.push_back({span, std::move(message)});
    return *this;
  }
  FindingBuilder& fix(Fix fix) {
    finding_->fix = std::move(fix);
    return *this;
  }

 private:
  Finding* finding_;
};

/// The findings of one deployment, and what could not be checked.
class Findings {
 public:
  /// For the parser and the resolver, which report several rules. The severity is the rule's own.
  FindingBuilder add(RuleId rule, Span span, std::string message);
  /// For a rule's check: the runner has said which rule is running.
  FindingBuilder add(Span span, std::string message) { return add(current_, span, std::move(message)); }

  /// The running rule could not be checked, because of `reason`. Repeated reasons are kept once.
  void not_checked(std::string_view reason);
  /// The value if it is known; otherwise notes that the running rule was not checked, and gives nullptr.
  template <class T>
  const T* need(const Located<T>& value) {
    if (const T* known = value.get()) return known;
    const Via* variable = value.unset_variable();
    not_checked(variable ? "`" + variable->name + "` is not set" : "a value is not known");
    return nullptr;
  }

  void set_current(RuleId rule) { current_ = rule; }
  std::vector<Finding>& list() { return list_; }
  const std::vector<Finding>& list() const { return list_; }
  const std::vector<Gap>& gaps() const { return gaps_; }

 private:
  RuleId current_{};
  std::vector<Finding> list_;
  std::vector<Gap> gaps_;
};

}  // namespace mailu_lint
