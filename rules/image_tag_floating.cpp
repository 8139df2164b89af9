// Mailu upgrades its database at the start of a new release and cannot go back: no pull may bring one unasked.
#include <mailu_lint/rule.hpp>

#include "mailu/images.hpp"

namespace mailu_lint {
extern constinit const Rule image_tag_floating{
    .category = Category::images,
    .severity = Severity::warning,
    .summary = "An image of Mailu has no tag, or one that moves to the next release",
    .check =
        [](const Deployment& mail, Findings& findings) {
          std::vector<ImageUse> unpinned = mailu_images(mail, findings);
          std::erase_if(unpinned, [](const ImageUse& use) { return !use.image->digest.empty(); });
          for (const auto& group : by_tag(unpinned)) {
            const std::string& tag = group.front().image->tag;
            if (kind_of_tag(tag) != TagKind::moving) continue;
            add_for_all(findings, group, &ImageUse::tag_place,
                        (tag.empty() ? "no tag says the release of " + services_of(group)
                                     : "`" + tag + "` is no release of Mailu") +
                            "; the next pull may bring another one, and there is no way back",
                        tag.empty() ? "no tag: docker takes `latest`" : "moves from release to release")
                .evidence(tag)
                .help("write the release that runs now, such as `" + std::string(to_string(newest_release)) + "`");
          }
        },
};
}  // namespace mailu_lint
