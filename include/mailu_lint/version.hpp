// What this build is: for `--version`, SARIF's tool.driver and bug reports. Filled in by src/version.cmake.
#pragma once

#include <span>
#include <string_view>

namespace mailu_lint {

/// A library that is compiled or linked in, with the version that the build found.
struct Library {
  std::string_view name{};
  std::string_view version{};  ///< the distribution's own version where it tells more; "unknown" otherwise
};

std::string_view version();  ///< "0.1.0": no leading v, as SARIF's semanticVersion wants it
std::string_view commit();   ///< full hash, with "-dirty" after it for a changed tree; empty outside git and archives
std::span<const Library> libraries();

}  // namespace mailu_lint
