#include "resolve/variables_report.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <mailu_lint/rule_id.hpp>

#include "mailu/catalog.hpp"
#include "resolve/limits.hpp"

namespace mailu_lint {
namespace {

// More unset variables than this in one file are one finding, which names as many as a line holds.
constexpr std::size_t told_one_by_one = 3;
constexpr std::size_t names_told = 6;

// Every login shell exports them: not to find them in a file says nothing.
constexpr std::array<std::string_view, 8> shell_names{"HOME", "LANG",  "LOGNAME", "PATH",
                                                      "PWD",  "SHELL", "TERM",    "USER"};

std::string_view tool(Dialect dialect) {
  return dialect == Dialect::compose ? "docker compose" : "docker stack";
}

std::string quoted(const std::string& text) {
  return "`" + text + "`";
}

std::uint64_t key(Span span) {
  return (static_cast<std::uint64_t>(span.file) << 32U) | span.begin;
}

// `NAME` of `NAME=value`; anything else has no setting, and a name with odd characters is none that Mailu reads.
std::string_view setting_of_item(std::string_view text) {
  const auto equals = text.find('=');
  return equals == std::string_view::npos ? std::string_view{} : text.substr(0, equals);
}

}  // namespace

void VariablesReport::add(const Interpolated& result, Span value, const Place& place, std::string_view setting) {
  if (result.uses.empty() && !result.error && result.ignored.empty()) return;
  if (!seen_.insert(key(value)).second) return;
  const auto generated = interpolated_.find(value.file);
  if (generated != interpolated_.end() && !result.uses.empty()) {
    const VariableUse& first = result.uses.front();
    generated->second.push_back(place(first.begin, first.end));
    return;
  }
  const bool secret = !setting.empty() && is_secret(setting);
  for (const VariableUse& use : result.uses) {
    if (use.trap != VariableUse::Trap::none) add_trap(use, place(use.begin, use.end));
    // An operator says what an unset variable means.
    if (use.set || use.op != VariableUse::Operator::none) continue;
    count_unset(use, place(use.begin, use.end), secret && !use.braced);
  }
  for (const InterpolationError& error : result.ignored) add_ignored(error, place(error.begin, error.end));
  if (result.error) add_error(*result.error, place(result.error->begin, result.error->end));
}

void VariablesReport::add(const Interpolated& result, const yaml::NodeRef& scalar, std::string_view setting) {
  const Span whole = scalar.span();
  const auto place = [&](std::uint32_t begin, std::uint32_t end) {
    const Span span{whole.file, scalar.source_offset(begin), scalar.source_offset(end)};
    // Escapes and folding: the node itself is the best place there is.
    return span.end - span.begin == end - begin && span.end <= whole.end ? span : whole;
  };
  add(result, whole, place, setting.empty() ? setting_of_item(scalar.text()) : setting);
}

void VariablesReport::add_error(const InterpolationError& error, Span span) {
  if (error.kind == InterpolationError::Kind::too_deep || error.kind == InterpolationError::Kind::too_large) {
    const bool deep = error.kind == InterpolationError::Kind::too_deep;
    const RuleId rule = deep ? RuleId::nesting_limit : RuleId::size_limit;
    findings_->add(rule, span, error.message).help(limit_help(rule));
    return;
  }
  const std::string refuses =
      "; " + std::string(tool(dialect_)) + (error.not_taken ? " refuses the file, up to 5.1" : " refuses the file");
  if (error.kind == InterpolationError::Kind::syntax) {
    findings_->add(RuleId::variable_syntax, span, error.message + refuses)
        .help("write `$$` for a `$` that is meant literally")
        .evidence(error.message);
    return;
  }
  findings_->add(RuleId::variable_required, span, quoted(error.variable) + " is required and not set" + refuses)
      .label(error.message.substr(0, error.message.find('\n')))
      .help(dialect_ == Dialect::compose ? "set " + quoted(error.variable) + " in `.env`"
                                         : "export " + quoted(error.variable) + " before `docker stack deploy`")
      .evidence(error.variable);
}

void VariablesReport::add_ignored(const InterpolationError& error, Span span) {
  if (error.kind == InterpolationError::Kind::required) {
    findings_
        ->add(RuleId::required_message_ignored, span,
              quoted(error.variable) +
                  " is not required in truth; a later variable of the text clears docker stack's error")
        .help("make the variable that must be set the last one of its text")
        .evidence(error.variable);
    return;
  }
  findings_
      ->add(RuleId::variable_syntax, span, error.message + "; docker stack drops the `$` and goes on without a word")
      .help("write `$$` for a `$` that is meant literally")
      .evidence(error.message);
}

void VariablesReport::add_trap(const VariableUse& use, Span span) {
  const std::string name = quoted(use.name);
  switch (use.trap) {
    case VariableUse::Trap::none:
      return;
    case VariableUse::Trap::unbraced_operator:
      findings_
          ->add(RuleId::variable_unbraced_operator, span,
                "docker stack takes the text behind " + quoted("$" + use.name) + " for a default; it is gone when " +
                    name + " is set")
          .help("put the name in braces: " + quoted("${" + use.name + "}"))
          .evidence(use.name);
      return;
    case VariableUse::Trap::message_as_default:
      findings_
          ->add(RuleId::required_message_ignored, span,
                name + " is never required; docker stack puts the message's text behind `-` in its place")
          .help("write the message without `-`")
          .evidence(use.name);
      return;
    case VariableUse::Trap::default_misread:
      findings_
          ->add(RuleId::variable_default_misread, span,
                "docker stack reads another default of " + name + ": up to the first `}`, with variables as plain text")
          .help("write a default without `$` and `:-` in it")
          .evidence(use.name);
      return;
  }
}

void VariablesReport::count_unset(const VariableUse& use, Span span, bool hidden) {
  if (std::ranges::find(shell_names, use.name) != shell_names.end()) return;
  const auto [found, is_new] =
      unset_index_.try_emplace(std::to_string(static_cast<std::uint32_t>(span.file)) + ' ' + use.name, unset_.size());
  if (is_new) unset_.push_back({.name = use.name, .first = span});
  Unset& unset = unset_[found->second];
  ++unset.uses;
  unset.braced |= use.braced;
  unset.hidden |= hidden;
}

void VariablesReport::report_interpolated_twice() {
  for (auto& [file, places] : interpolated_) {
    if (places.empty()) continue;
    const std::string more = places.size() > 1 ? " (and in " + std::to_string(places.size() - 1) + " more values)" : "";
    findings_
        ->add(RuleId::generated_file_interpolated_twice, places.front(),
              "`docker stack config` printed this `$` as it is; `docker stack deploy` takes it for a variable" + more)
        .help("write `$$` for each `$`, or deploy the files that `docker stack config` read");
    places.clear();
  }
}

void VariablesReport::finish() {
  report_interpolated_twice();
  std::map<FileId, std::vector<const Unset*>> files;
  for (const Unset& unset : unset_) files[unset.first.file].push_back(&unset);
  for (const auto& [file, unset] : files) {
    if (unset.size() > told_one_by_one) {
      report_together(unset);
    } else {
      for (const Unset* one : unset) report_unset(*one);
    }
  }
  unset_.clear();
  unset_index_.clear();
}

void VariablesReport::report_unset(const Unset& unset) {
  std::string message = (unset.hidden ? "the variable behind this `$`" : quoted(unset.name)) + " is not set here; " +
                        std::string(tool(dialect_)) + " puts nothing in its place";
  if (unset.uses > 1) message += " (" + std::to_string(unset.uses) + " uses)";
  const std::string set = dialect_ == Dialect::compose ? "set it in `.env`" : "export it before `docker stack deploy`";
  auto finding = findings_->add(RuleId::variable_unset, unset.first, std::move(message));
  finding.help(unset.braced ? set + ", or give a default: " + quoted("${" + unset.name + ":-…}")
                            : set + ", or write `$$` if a `$` is meant");
  if (!unset.hidden) finding.evidence(unset.name);
}

// So many have one cause: the file that sets them is not here.
void VariablesReport::report_together(const std::vector<const Unset*>& unset) {
  std::string names;
  std::string evidence;
  std::size_t named = 0;
  for (const Unset* one : unset) {
    if (one->hidden) continue;
    evidence += one->name + ' ';
    if (++named <= names_told) names += (names.empty() ? "" : ", ") + quoted(one->name);
  }
  if (named > names_told) names += " …";
  auto finding = findings_->add(RuleId::variable_unset, unset.front()->first,
                                std::to_string(unset.size()) + " variables of this file are not set here; " +
                                    std::string(tool(dialect_)) + " puts nothing in their place");
  if (!names.empty()) finding.label("the first of " + names);
  finding.help(dialect_ == Dialect::compose ? "set them in `.env`, or say where they are set: `--env-file FILE`"
                                            : "export them before `docker stack deploy`");
  finding.evidence(std::move(evidence));
}

}  // namespace mailu_lint
