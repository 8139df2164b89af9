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

/// The settings of the table that services of Mailu have and read, with a known value that is not empty. Each place
/// once. What is not known is noted in `findings`.
std::vector<SettingUse> settings_read(const Deployment& mail, Findings& findings);

/// Env files that are not Mailu's alone: `.env`, which docker reads too, and those that a neighbour has. Sorted.
std::vector<FileId> shared_env_files(const Deployment& mail);

}  // namespace mailu_lint
