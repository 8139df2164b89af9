// The parts of Mailu that a setting turns on and a service of its own does: webmail, virus scanner and so on.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include <mailu_lint/deployment.hpp>

namespace mailu_lint {

class Findings;

struct Feature {
  std::string_view setting{};
  Role role{};                  ///< does the work
  Role asks{};                  ///< hands work to it when the setting is on
  bool off_when_unset = false;  ///< else the release decides, or does not start
  std::string_view loss{};      ///< what follows when it is on and nobody does the work
};
std::span<const Feature> all_features();

/// Is the setting on with that value? Nothing when the value is none that Mailu knows (rule setting-invalid has those),
/// when the release does not read it, or when the release is not known and decides, which is noted in `findings`.
std::optional<bool> is_on(const Deployment& mail, std::string_view setting, std::string_view value, Findings& findings);

/// Is the setting on for that service? A setting that is not given is off if `off_when_unset`, else nothing.
std::optional<bool> is_on(const Deployment& mail, const Service& service, std::string_view setting, bool off_when_unset,
                          Findings& findings);

/// A service of these files may do the work, started or not, whatever its image.
bool has_service(const Deployment& mail, const Feature& feature);

}  // namespace mailu_lint
