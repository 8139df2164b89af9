// A release that never was cannot be pulled; one that this program has not heard of cannot be judged.
#include <mailu_lint/rule.hpp>

#include "mailu/images.hpp"

namespace mailu_lint {
namespace {

void add_invalid(const std::vector<ImageUse>& group, const std::string& tag, Findings& findings) {
  add_for_all(findings, group, &ImageUse::tag_place,
              "Mailu has no release `" + tag + "`; docker cannot pull its images", "no such release")
      .evidence(tag)
      .help("write a release that exists, such as `1.9`, `2.0` or `" + std::string(to_string(newest_release)) + "`");
}

void add_unheard_of(const std::vector<ImageUse>& group, const std::string& tag, Findings& findings, bool newer) {
  const std::string known(to_string(newer ? newest_release : oldest_release));
  add_for_all(findings, group, &ImageUse::tag_place,
              "`" + tag + "` is " + (newer ? "newer" : "older") + " than `" + known +
                  "`; what that release does is not known here",
              newer ? "newer" : "older")
      .severity(Severity::note)
      .evidence(tag)
      .help(newer ? "update mailu-lint, or have it judged as the nearest release: `--mailu-release " + known + "`"
                  : "upgrade: upstream supports `" + std::string(to_string(newest_release)) + "` only");
}

}  // namespace

extern constinit const Rule release_unknown{
    .category = Category::images,
    .severity = Severity::error,
    .summary = "The tag of an image is no release of Mailu",
    .check =
        [](const Deployment& mail, Findings& findings) {
          std::vector<ImageUse> published = mailu_images(mail, findings);
          std::erase_if(published, [](const ImageUse& use) { return !is_published_by_upstream(*use.image); });
          for (const auto& group : by_tag(published)) {
            const std::string& tag = group.front().image->tag;
            const TagKind kind = kind_of_tag(tag);
            if (kind == TagKind::invalid) add_invalid(group, tag, findings);
            if (kind == TagKind::newer || kind == TagKind::older) {
              add_unheard_of(group, tag, findings, kind == TagKind::newer);
            }
          }
        },
};
}  // namespace mailu_lint
