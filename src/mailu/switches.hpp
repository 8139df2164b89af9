// Settings that Mailu reads as on or off. `true` is not on everywhere, and `off` is hardly ever off: each container and
// release has its own way.
#pragma once

#include <optional>
#include <string_view>

#include "mailu/catalog.hpp"

namespace mailu_lint {

/// What Mailu of that release takes the value for. Nothing when the setting is no switch there, or the value empty.
std::optional<bool> taken_for(const SettingInfo& setting, std::string_view value, Release release);

/// What people mean by `yes`, `0` or `disabled`; nothing when the word is neither on nor off.
std::optional<bool> meant_by(std::string_view word);

/// The word that Mailu of that release takes for on or off; empty: only the empty value is off. Of a switch.
std::string_view switch_word(const SettingInfo& setting, bool on, Release release);

}  // namespace mailu_lint
