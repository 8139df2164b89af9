// The values that options and keys of the configuration take, from text: one vocabulary for both.
#pragma once

#include <array>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <mailu_lint/lint.hpp>
#include <mailu_lint/report.hpp>
#include <mailu_lint/rule.hpp>

namespace mailu_lint {

/// A value that is not one of those an option takes. The text is for the user.
struct BadValue : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// "--format: unknown value `jsn`; did you mean `json`?"
[[noreturn]] void reject(std::string_view option, std::string_view given, const std::vector<std::string_view>& known);

template <class T>
using Choice = std::pair<std::string_view, T>;

template <class T, std::size_t size>
T choose(std::string_view option, std::string_view given, const std::array<Choice<T>, size>& choices) {
  std::vector<std::string_view> names;
  for (const auto& [name, value] : choices) {
    if (name == given) return value;
    names.push_back(name);
  }
  reject(option, given, names);
}

// `option` is how the user wrote it: "--target" or "target". All throw BadValue.
std::optional<Target> choose_target(std::string_view option, std::string_view given);  ///< nothing: `auto`
DeployWith choose_deploy_with(std::string_view option, std::string_view given);
Release choose_release(std::string_view option, std::string_view given);
Severity choose_severity(std::string_view option, std::string_view given);
FailOn choose_fail_on(std::string_view option, std::string_view given);
RuleId choose_rule(std::string_view option, std::string_view given);
/// A rule's name, or a category for all of its rules.
std::vector<RuleId> choose_rules(std::string_view option, std::string_view given);

// The way back, for whoever writes a configuration.
std::string_view to_string(const std::optional<Target>& target);
std::string_view to_string(DeployWith way);
std::string_view to_string(FailOn level);

}  // namespace mailu_lint
