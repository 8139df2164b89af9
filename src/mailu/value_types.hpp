// Is a value what its setting asks for, as the containers of a release read it? Validators by type, over the table of
// settings.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mailu/catalog.hpp"

namespace mailu_lint {

/// The containers can read the value, and read in it what was meant. True for the empty value and for free texts.
bool is_valid(const SettingInfo& setting, std::string_view value, Release release);

/// The valid value that was obviously meant: without blanks around it, in the right case, `true` for `on`.
std::optional<std::string> meant_value(const SettingInfo& setting, std::string_view value, Release release);

/// Could the text be the name of a host? Not its address, a URL or a pattern.
bool is_host_name(std::string_view text);

/// What a valid value is: "a whole number".
std::string_view expected(const SettingInfo& setting);

/// How to write one, imperative: "write digits only".
std::string advice(const SettingInfo& setting, Release release);

}  // namespace mailu_lint
