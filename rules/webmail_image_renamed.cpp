// Since 2.0 one image holds every webmail, and WEBMAIL chooses; the old ones were not built any more.
#include <mailu_lint/rule.hpp>

#include "mailu/images.hpp"

namespace mailu_lint {
extern constinit const Rule webmail_image_renamed{
    .category = Category::images,
    .severity = Severity::error,
    .releases = {.from = Release::v2_0},
    .summary = "The webmail's image has another name since 2.0",
    .check =
        [](const Deployment& mail, Findings& findings) {
          for (const ImageUse& use : mailu_images(mail, findings)) {
            const std::string& name = use.image->name;
            const bool rainloop = name == "rainloop";
            if ((!rainloop && name != "roundcube") || use.service->release < Release::v2_0) continue;
            findings
                .add(use.image->name_span, "there is no image `" + name + "` of " +
                                               std::string(to_string(*use.service->release)) +
                                               "; docker cannot pull it, and webmail does not start")
                .label("`webmail` since 2.0")
                .help("take the image `webmail` and set `WEBMAIL=" +
                      std::string(rainloop ? "snappymail`, rainloop's successor" : "roundcube`"));
          }
        },
};
}  // namespace mailu_lint
