// Mailu's services call each other's internal interfaces, which change with every release.
#include <mailu_lint/rule.hpp>

#include <algorithm>

#include "mailu/catalog.hpp"
#include "mailu/images.hpp"

namespace mailu_lint {
namespace {

/// The others (resolver, virus scanner, database, …) speak protocols that do not depend on the release.
constexpr RoleSet tied_to_the_release(Role::front, Role::admin, Role::imap, Role::smtp, Role::antispam, Role::webmail,
                                      Role::webdav, Role::fetchmail);

}  // namespace

extern constinit const Rule release_skew{
    .category = Category::images,
    .severity = Severity::warning,
    .summary = "Services of one deployment run different releases of Mailu",
    .check =
        [](const Deployment& mail, Findings& findings) {
          std::vector<ImageUse> uses = mailu_images(mail, findings);
          std::erase_if(uses, [](const ImageUse& use) {
            return !use.service->release || !tied_to_the_release.contains(use.service->role);
          });
          const auto majority =
              std::ranges::find_if(uses, [&](const ImageUse& use) { return use.service->release == mail.release; });
          if (majority == uses.end()) return;
          const ImageUse reference = *majority;
          for (const auto& group : by_tag(uses)) {
            const Release release = *group.front().service->release;
            if (release == mail.release) continue;
            add_for_all(findings, group, &ImageUse::tag_place,
                        services_of(group) + (group.size() == 1 ? " is " : " are ") + std::string(to_string(release)) +
                            ", the others " + std::string(to_string(*mail.release)) +
                            "; upstream does not make them work together",
                        "another release")
                .also(reference.tag_place, "the release of the others")
                .evidence(std::string(to_string(release)))
                .help("give all images of Mailu the same tag");
          }
        },
};
}  // namespace mailu_lint
