// Mailu's releases, in order, and ranges of them.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace mailu_lint {

/// Releases whose sources were read (docs/rules pages name the sources). A patch release counts as its branch.
enum class Release : std::uint8_t { v1_5, v1_6, v1_7, v1_8, v1_9, v2_0, v2024_06 };
inline constexpr Release oldest_release = Release::v1_5;
inline constexpr Release newest_release = Release::v2024_06;

std::string_view to_string(Release release);
/// "1.9", "1.9.32", "v1.9", "2024.06", "2024.06.10" and tags with a suffix ("2.0-amd64"). Nothing for names ("latest")
/// or numbers that no release has ("1.10").
std::optional<Release> parse_release(std::string_view text);

/// Both ends included.
struct ReleaseRange {
  Release from = oldest_release;
  Release until = newest_release;

  constexpr bool contains(Release release) const { return from <= release && release <= until; }
  constexpr bool everything() const { return from == oldest_release && until == newest_release; }
};

}  // namespace mailu_lint
