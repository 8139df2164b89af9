// How easily a secret is found out. Values go in and never come out: no finding quotes one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace mailu_lint {

enum class Weakness : std::uint8_t {
  none,  ///< also where it cannot be told: nothing is set, or the secret stands elsewhere
  brief,
  well_known,  ///< a word of documentation, templates or lists of common passwords, or one character over and over
};

/// `enough`: how many characters a good one has.
Weakness weakness_of(std::string_view secret, std::size_t enough);

/// The value only says where the secret comes from: `{{ vault }}`, `${KEY}`, `$(openssl rand)`, `/run/secrets/key`.
bool stands_elsewhere(std::string_view secret);

}  // namespace mailu_lint
