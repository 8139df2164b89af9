// Mailu left Docker Hub in April 2023: its organisation there has no images any more.
#include <mailu_lint/rule.hpp>

#include <algorithm>

#include "mailu/images.hpp"

namespace mailu_lint {
extern constinit const Rule registry_retired{
    .category = Category::images,
    .severity = Severity::error,
    .summary = "Images of Mailu are to come from Docker Hub, where there are none any more",
    .check =
        [](const Deployment& mail, Findings& findings) {
          std::vector<ImageUse> uses = mailu_images(mail, findings);
          std::erase_if(uses, [](const ImageUse& use) { return use.image->registry != "docker.io"; });
          if (uses.empty()) return;
          // From 2.0 on nothing was ever published there; older images may still lie on the hosts that run them.
          const bool never_there =
              std::ranges::any_of(uses, [](const ImageUse& use) { return use.service->release >= Release::v2_0; });
          const bool moved = !mail.release || *mail.release >= Release::v1_9;
          add_for_all(findings, uses, &ImageUse::organisation_place,
                      never_there ? "Mailu is on ghcr.io since 2.0, not on Docker Hub; docker cannot pull these images"
                                  : "Docker Hub has no images of Mailu any more; a host that has no copy cannot start",
                      "Docker Hub")
              .severity(never_there ? Severity::error : Severity::note)
              .help(moved ? "write `ghcr.io/mailu`; with the wizard's file `DOCKER_ORG=ghcr.io/mailu` in `.env` does it"
                          : "upgrade: `ghcr.io/mailu` has 1.9 and later");
        },
};
}  // namespace mailu_lint
