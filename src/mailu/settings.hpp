// One setting as the services of a role have it.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <mailu_lint/deployment.hpp>

namespace mailu_lint {

class Findings;

/// A setting with a known value that is not empty, and a service that has it.
struct SettingUse {
  const Service* service = nullptr;
  const Setting* setting = nullptr;
  const std::string& value() const { return setting->value.docker_value(); }
  Span span() const { return setting->value.span(); }
};

/// The setting `name` of the running services of that role. Services that read it from the same line of one env file
/// give it once. Unknown values are noted in `findings`.
std::vector<SettingUse> settings_of(const Deployment& mail, Role role, std::string_view name, Findings& findings);
/// The same for services of several roles.
std::vector<SettingUse> settings_of(const Deployment& mail, std::span<const Role> roles, std::string_view name,
                                    Findings& findings);

/// What admin and front take a text for: `true` and `yes`, `false` and `no`, in any case. Nothing for other texts.
std::optional<bool> boolean_of(std::string_view text);

}  // namespace mailu_lint
