// Which release of Mailu: what the tags of its images say, each for its service, the majority for the whole.
#include <algorithm>
#include <array>

#include "mailu/roles.hpp"
#include "resolve/deployment_parts.hpp"

namespace mailu_lint {
namespace {

std::optional<Release> release_of(const Service& service) {
  if (service.role == Role::none || !service.image || !service.image->text.known()) return std::nullopt;
  if (!is_mailu_image(*service.image)) return std::nullopt;
  return parse_release(service.image->tag);
}

/// The most frequent release; of equals the one that comes first in the file.
std::optional<Release> majority(const std::vector<Service>& services) {
  std::array<std::size_t, static_cast<std::size_t>(newest_release) + 1> votes{};
  for (const Service& service : services) {
    if (service.release) ++votes[static_cast<std::size_t>(*service.release)];
  }
  std::optional<Release> best;
  for (const Service& service : services) {
    if (!service.release) continue;
    const auto count = [&](Release release) { return votes[static_cast<std::size_t>(release)]; };
    if (!best || count(*service.release) > count(*best)) best = service.release;
  }
  return best;
}

}  // namespace

void judge_release(Deployment& mail, const Options& options) {
  for (Service& service : mail.services) service.release = release_of(service);
  mail.release = options.release ? options.release : majority(mail.services);
  const auto witness = std::ranges::find_if(
      mail.services, [&](const Service& service) { return service.release && service.release == mail.release; });
  if (witness == mail.services.end()) return;
  const Image& image = *witness->image;
  mail.release_evidence = Text(image.tag, image.tag_span, image.text.via());
}

}  // namespace mailu_lint
