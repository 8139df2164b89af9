// Which images of Mailu the services take, and what their tags say.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <mailu_lint/deployment.hpp>

namespace mailu_lint {

class Findings;
class FindingBuilder;

/// What a tag says of the release.
enum class TagKind : std::uint8_t {
  release,  ///< one of releases.def, or a patch of it
  moving,   ///< none, `latest`: another release tomorrow
  older,    ///< before releases.def begins
  newer,    ///< after it ends
  invalid,  ///< a number that Mailu never had: 1.10
  other,    ///< a name that says nothing: `pr-1234`, `mine`
};
TagKind kind_of_tag(std::string_view tag);

struct ImageUse {
  const Service* service = nullptr;
  const Image* image = nullptr;
  // Where the reader must edit: the variable in `.env` that is the whole part, else the part in the YAML file.
  Span organisation_place{};
  Span tag_place{};
};

/// Images of Mailu's organisation, in whatever registry, of services that run and are not built on the spot. Those that
/// depend on an unset variable are noted in `findings`.
std::vector<ImageUse> mailu_images(const Deployment& mail, Findings& findings);

/// Mailu's own images where upstream publishes or published them, not a copy in another registry.
bool is_published_by_upstream(const Image& image);

/// The uses with the same tag, each group in order of the file.
std::vector<std::vector<ImageUse>> by_tag(const std::vector<ImageUse>& uses);

/// One finding for a group, at its first place; the label counts the images.
FindingBuilder add_for_all(Findings& findings, const std::vector<ImageUse>& group, Span ImageUse::*place,
                           std::string message, std::string_view label);

/// "`front`", "`front` and `imap`", "`front` and 7 more"
std::string services_of(const std::vector<ImageUse>& group);

}  // namespace mailu_lint
