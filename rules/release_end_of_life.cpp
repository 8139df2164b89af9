// Upstream mends the newest release only; an old one keeps its holes.
#include <mailu_lint/rule.hpp>

#include <algorithm>

#include "mailu/catalog.hpp"
#include "mailu/images.hpp"

namespace mailu_lint {
extern constinit const Rule release_end_of_life{
    .category = Category::images,
    .severity = Severity::note,
    .summary = "Upstream does not support this release of Mailu any more",
    .check =
        [](const Deployment& mail, Findings& findings) {
          if (!mail.release || info(*mail.release).supported) return;
          const auto uses = mailu_images(mail, findings);
          const auto witness =
              std::ranges::find_if(uses, [&](const ImageUse& use) { return use.service->release == mail.release; });
          if (witness == uses.end()) return;
          const std::string newest(to_string(newest_release));
          findings
              .add(witness->tag_place, "Mailu " + std::string(to_string(*mail.release)) +
                                           " gets no more fixes, not even for security; upstream supports " + newest +
                                           " only")
              .label("out of support")
              .help("upgrade to " + newest + ", after reading the notes of every release between");
        },
};
}  // namespace mailu_lint
