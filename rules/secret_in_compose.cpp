// Compose files are committed, copied and pasted into issues; secrets belong into a file that is not.
#include <algorithm>
#include <set>

#include <mailu_lint/rule.hpp>

#include "mailu/catalog.hpp"
#include "mailu/placement.hpp"
#include "mailu/secret_text.hpp"
#include "mailu/weak_secrets.hpp"

namespace mailu_lint {
namespace {

/// The value is known and stands in the YAML itself: as it is, or as the default of a variable.
bool is_literal(const Text& text) {
  const auto from_elsewhere = [](const Via& step) { return step.kind == Via::Kind::variable && !step.defaulted; };
  return text.known() && std::ranges::none_of(text.via(), from_elsewhere);
}

/// A placeholder is no secret: the rules for weak ones speak of it.
bool holds_secret(std::string_view name, const std::string& value) {
  const SettingInfo* setting = find_setting(name);
  const bool address = setting && setting->type == SettingType::url;
  if (!is_secret(name) || address) return !secrets_in(value).empty();
  return !value.empty() && !stands_elsewhere(value) && weakness_of(value, 0) == Weakness::none;
}

class Reporter {
 public:
  explicit Reporter(Findings& findings) : findings_(findings) {}

  void check(const Service& service) {
    for (const Setting& setting : service.environment.settings) {
      if (setting.source == Setting::Source::environment && !setting.inherited) check(setting.name, setting.value);
    }
    for (const KeyValue& label : service.labels) {
      const bool hash = label.name.find(".basicauth.") != std::string::npos;
      if (!hash) check(label.name, label.value);
    }
    CommandWords words;
    for (const Text& word : service.command) {
      const bool secret = words.is_secret(word.docker_value());
      if (secret || !secrets_in(word.docker_value()).empty()) report("the command", word);
    }
  }

 private:
  void check(const std::string& name, const Text& value) {
    if (holds_secret(name, value.docker_value())) report("`" + name + "`", value);
  }
  /// Once for a value that several services share.
  void report(const std::string& where, const Text& value) {
    if (!is_literal(value) || stands_elsewhere(value.docker_value())) return;
    if (!told_.insert({value.span().file, value.span().begin}).second) return;
    findings_
        .add(value.span(),
             "a secret of " + where + " stands in the compose file; whoever sees the file or a copy has it")
        .label("a secret in the clear")
        .evidence(where)
        .help("take it from a variable or an env file that is not under version control");
  }

  Findings& findings_;
  std::set<std::pair<FileId, std::uint32_t>> told_;
};

}  // namespace

extern constinit const Rule secret_in_compose{
    .category = Category::secrets,
    .severity = Severity::warning,
    .summary = "A secret stands in the compose file",
    .cwe = 540,
    .security_severity = 5.5,
    .check =
        [](const Deployment& mail, Findings& findings) {
          Reporter reporter(findings);
          for (const Service* service : running(mail)) reporter.check(*service);
        },
};
}  // namespace mailu_lint
