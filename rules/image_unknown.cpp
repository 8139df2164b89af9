// An image that upstream does not publish cannot be pulled: the service never starts.
#include <mailu_lint/rule.hpp>

#include <algorithm>
#include <vector>

#include "lint/suggest.hpp"
#include "mailu/catalog.hpp"
#include "mailu/images.hpp"

namespace mailu_lint {
namespace {

/// What does the work of an image that a release does not have.
std::string_view replacement(std::string_view name) {
  if (name == "clamav") return "take `clamav/clamav-debian`, as the wizard of 2024.06 does";
  if (name == "postgresql") return "take docker's own `postgres`, and move the data with a dump";
  if (name == "webmail") return "take `roundcube` or `rainloop` up to 1.9";
  return "see the setup wizard of that release for its images";
}

/// The image with the most similar name; else the first one that plays the service's role.
std::string_view meant_by(const ImageUse& use) {
  std::vector<std::string_view> names;
  for (const ImageInfo& image : all_images()) names.push_back(image.name);
  const std::string_view similar = nearest(use.image->name, names);
  if (!similar.empty() || use.service->role == Role::none) return similar;
  const auto release = use.service->release;
  const auto found = std::ranges::find_if(all_images(), [&](const ImageInfo& image) {
    return image.role == use.service->role && (!release || image.releases.contains(*release));
  });
  return found == all_images().end() ? std::string_view() : found->name;
}

void check_name(const ImageUse& use, Findings& findings) {
  const std::string& name = use.image->name;
  const ImageInfo* known = find_image(name);
  if (!known) {
    const std::string_view meant = meant_by(use);
    findings.add(use.image->name_span, "Mailu has no image `" + name + "`; docker cannot pull it")
        .label("no such image")
        .help(meant.empty() ? std::string(replacement(name)) : "write `" + std::string(meant) + "`");
    return;
  }
  const auto release = use.service->release;
  if (!release || known->releases.contains(*release)) return;
  const bool renamed = known->role == Role::webmail && *release >= Release::v2_0;
  if (renamed) return;  // webmail-image-renamed
  findings
      .add(use.image->name_span,
           "there is no image `" + name + "` of " + std::string(to_string(*release)) + "; docker cannot pull it")
      .label(*release < known->releases.first() ? "since " + std::string(to_string(known->releases.first()))
                                                : "until " + std::string(to_string(known->releases.last())))
      .help(std::string(replacement(name)));
}

/// `mailu/nginx:` and `/nginx:1.9`: a variable was set to nothing.
bool has_empty_part(std::string_view text) {
  return text.ends_with(':') || text.starts_with('/') || text.find("/:") != std::string_view::npos ||
         text.find("//") != std::string_view::npos;
}

void check_parts(const Service& service, Findings& findings) {
  const std::string* text = findings.need(service.image->text);
  if (!text || !has_empty_part(*text)) return;
  findings.add(service.image->text.span(), "the image becomes `" + *text + "`, which docker refuses; nothing starts")
      .label("a variable in it is empty")
      .help("give the variable a value, or take the empty one out of `.env`");
}

}  // namespace

extern constinit const Rule image_unknown{
    .category = Category::images,
    .severity = Severity::error,
    .summary = "An image that Mailu does not publish",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const ImageUse& use : mailu_images(mail, findings)) {
            const bool judged = is_published_by_upstream(*use.image) && kind_of_tag(use.image->tag) != TagKind::older;
            if (judged && !has_empty_part(use.image->text.docker_value())) check_name(use, findings);
          }
          if (mail.dialect == Dialect::stack) return;  // value-invalid, for images of all services
          for (const Service& service : mail.services) {
            const bool ours = service.role != Role::none && service.image && service.enabled;
            if (ours && !service.has_build) check_parts(service, findings);
          }
        },
};
}  // namespace mailu_lint
